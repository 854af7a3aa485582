import {
  ProviderContext,
  ProviderError,
} from '@openova/backstage-plugin-external-dns-node';
import { Change, RecordSet } from '@openova/dns-engine';
import { StartedAzure, unlimited } from './startAzure';

/** All that the provider tells of the zone. */
export async function listed(
  { provider, zone }: Pick<StartedAzure, 'provider' | 'zone'>,
  context: ProviderContext = unlimited,
): Promise<RecordSet[]> {
  const all: RecordSet[] = [];
  for await (const page of provider.listRecordSets(zone, {}, context)) {
    all.push(...page);
  }
  return all;
}

/** The one record set of a name and type. */
export async function found(
  azure: StartedAzure,
  dnsName: string,
  recordType = 'A',
): Promise<RecordSet> {
  const sets = await listed(azure);
  const set = sets.find(
    each => each.dnsName === dnsName && each.recordType === recordType,
  );
  if (!set) throw new Error(`${recordType} ${dnsName} is not there`);
  return set;
}

/** What a call is refused with. */
export async function failure(work: Promise<unknown>): Promise<ProviderError> {
  const error: unknown = await work.catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ProviderError);
  return error as ProviderError;
}

/** An A set that tests ask for. */
export const wanted = {
  zone: 'openova.io',
  dnsName: 'web.openova.io',
  recordType: 'A',
  targets: ['192.0.2.2'],
};

/** Its creation, or that of other addresses. */
export function create(targets = wanted.targets): Change {
  return { role: 'record', action: 'create', new: { ...wanted, targets } };
}
