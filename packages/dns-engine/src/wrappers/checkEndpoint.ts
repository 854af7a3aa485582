import { addressFamily } from '../address';
import { Endpoint, propertyOf } from '../endpoint';

/** What a record cannot hold. @internal */
export interface BrokenTarget {
  target: string;
  detail: string;
}

/**
 * ExternalDNS's check of an endpoint: undefined where it may pass. Types that are
 * not named here pass as they are.
 *
 * @internal
 */
export function checkEndpoint(endpoint: Endpoint): BrokenTarget | undefined {
  const { recordType, targets } = endpoint;
  const alias = propertyOf(endpoint, 'alias');
  switch (recordType) {
    case 'A':
    case 'AAAA':
      return alias === 'true' ? undefined : addresses(recordType, targets);
    case 'CNAME':
      return undefined;
    default:
      if (alias !== undefined) {
        return {
          target: targets[0] ?? '',
          detail: 'only A, AAAA and CNAME records can be an alias',
        };
      }
  }
  switch (recordType) {
    case 'MX':
      return firstBad(targets, isMx, 'write it as "10 mail.openova.io"');
    case 'SRV':
      return firstBad(
        targets,
        isSrv,
        'write it as "0 50 443 host.openova.io." with a dot at the end',
      );
    case 'PTR':
      return pointer(endpoint);
    default:
      return undefined;
  }
}

function addresses(
  recordType: 'A' | 'AAAA',
  targets: readonly string[],
): BrokenTarget | undefined {
  const family = recordType === 'A' ? 4 : 6;
  // Runs for each endpoint, several times: nothing is made where all is well.
  for (let index = 0; index < targets.length; index += 1) {
    const target = targets[index];
    if (addressFamily(target) !== family) {
      return { target, detail: `it is no IPv${family} address` };
    }
  }
  return undefined;
}

function pointer(endpoint: Endpoint): BrokenTarget | undefined {
  const name = endpoint.dnsName.toLowerCase();
  const target = endpoint.targets[0] ?? '';
  if (!name.endsWith('.in-addr.arpa') && !name.endsWith('.ip6.arpa')) {
    return {
      target,
      detail: 'PTR records live under in-addr.arpa and ip6.arpa',
    };
  }
  if (endpoint.targets.length === 0) {
    return { target, detail: 'a PTR record needs a hostname' };
  }
  return firstBad(
    endpoint.targets,
    value => value !== '' && !value.endsWith('.') && addressFamily(value) === 0,
    'it is no hostname',
  );
}

function firstBad(
  targets: readonly string[],
  fits: (target: string) => boolean,
  detail: string,
): BrokenTarget | undefined {
  const target = targets.find(each => !fits(each));
  return target === undefined ? undefined : { target, detail };
}

function isMx(target: string): boolean {
  const fields = fieldsOf(target);
  return fields.length === 2 && isUint16(fields[0]);
}

function isSrv(target: string): boolean {
  const fields = fieldsOf(target);
  return (
    fields.length === 4 &&
    fields.slice(0, 3).every(isUint16) &&
    fields[3].endsWith('.')
  );
}

function fieldsOf(target: string): string[] {
  return target.split(/\s+/).filter(field => field !== '');
}

function isUint16(value: string): boolean {
  return /^[0-9]{1,20}$/.test(value) && Number(value) <= 65_535;
}
