import { parseAddress } from '../address';
import { newEndpoint, propertyOf, Wish } from '../endpoint';
import { Options } from '../options/types';
import { addContributors } from './mergeEndpoints';

/**
 * Adds PTR endpoints for the addresses of A and AAAA endpoints: all of them with
 * `createPtr`, else those whose property `record-type` asks for it. Hostnames that
 * share an address become one PTR, with the smallest TTL. Works only where PTR is
 * a managed type.
 *
 * @internal
 */
export function pointerRecords(
  wishes: readonly Wish[],
  options: Options,
): readonly Wish[] {
  if (!options.managedRecordTypes.includes('PTR')) return wishes;
  const pointers = new Map<string, Wish>();
  const forward = wishes.map(wish => {
    const { endpoint } = wish;
    const { recordType, dnsName } = endpoint;
    if (recordType !== 'A' && recordType !== 'AAAA') return wish;
    if (dnsName.startsWith('*')) return wish;
    const asked = propertyOf(endpoint, 'record-type');
    const enabled =
      asked === undefined ? options.createPtr : asked.toLowerCase() === 'ptr';
    if (enabled) {
      for (const target of endpoint.targets) addPointer(pointers, wish, target);
    }
    return asked === undefined ? wish : withoutRecordType(wish);
  });
  return [...forward, ...pointers.values()];
}

function addPointer(
  pointers: Map<string, Wish>,
  wish: Wish,
  target: string,
): void {
  const name = reverseName(target);
  if (name === undefined) return;
  const { dnsName, recordTTL = 0 } = wish.endpoint;
  const known = pointers.get(name);
  if (known) {
    known.endpoint.targets.push(dnsName);
    const smallest = Math.min(known.endpoint.recordTTL ?? 0, recordTTL);
    if (smallest) known.endpoint.recordTTL = smallest;
    else delete known.endpoint.recordTTL;
    addContributors(known, wish);
    return;
  }
  const endpoint = newEndpoint(name, 'PTR', [dnsName], recordTTL);
  if (!endpoint) return;
  pointers.set(name, {
    endpoint,
    origin: wish.origin,
    contributors: [...wish.contributors],
  });
}

/** The name of an address under in-addr.arpa or ip6.arpa; undefined for a hostname. */
function reverseName(target: string): string | undefined {
  const address = parseAddress(target);
  if (!address || target.includes('%')) return undefined;
  const bytes = [...address.bytes].reverse();
  if (address.family === 4) return `${bytes.join('.')}.in-addr.arpa`;
  const isMapped =
    address.bytes.subarray(0, 10).every(byte => byte === 0) &&
    address.bytes[10] === 0xff &&
    address.bytes[11] === 0xff;
  if (isMapped) return `${bytes.slice(0, 4).join('.')}.in-addr.arpa`;
  const nibbles = bytes.map(
    byte => `${(byte & 15).toString(16)}.${(byte >> 4).toString(16)}`,
  );
  return `${nibbles.join('.')}.ip6.arpa`;
}

function withoutRecordType(wish: Wish): Wish {
  const { providerSpecific = [], ...endpoint } = wish.endpoint;
  const rest = providerSpecific.filter(each => each.name !== 'record-type');
  return {
    ...wish,
    endpoint:
      rest.length > 0 ? { ...endpoint, providerSpecific: rest } : endpoint,
  };
}
