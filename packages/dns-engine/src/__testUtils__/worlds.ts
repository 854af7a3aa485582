import { EndpointJson } from '../replay/rendering';
import { replayWorld, ReplayContext, ReplayResult } from '../replay';

/** A record in one line: `A web.openova.io 192.0.2.1,192.0.2.2 [set=eu]`. */
export function record(line: string): EndpointJson {
  const [recordType, dnsName, targets, ...rest] = line.split(' ');
  const set = rest.find(each => each.startsWith('set='));
  return {
    dnsName,
    recordType,
    targets: targets.split(','),
    ...(set ? { setIdentifier: set.slice(4) } : {}),
  };
}

/** An ownership TXT: `_externaldns.a-web.openova.io`, for `me` unless told otherwise. */
export function txt(
  dnsName: string,
  owner = 'me',
  resource = 'crd/shop/web',
): EndpointJson {
  return {
    dnsName,
    recordType: 'TXT',
    targets: [
      `"heritage=external-dns,external-dns/owner=${owner},external-dns/resource=${resource}"`,
    ],
  };
}

/** A record with its typed TXT under `_externaldns.`. */
export function owned(
  line: string,
  owner = 'me',
  resource = 'crd/shop/web',
): EndpointJson[] {
  const made = record(line);
  const name = `_externaldns.${made.recordType?.toLowerCase()}-${made.dnsName}`;
  const ownership = txt(name, owner, resource);
  if (made.setIdentifier) ownership.setIdentifier = made.setIdentifier;
  return [made, ownership];
}

/** A DNSEndpoint that asks for the records of these lines. */
export function dnsEndpoint(
  name: string,
  lines: readonly string[],
  metadata: Record<string, unknown> = {},
) {
  return {
    apiVersion: 'externaldns.k8s.io/v1alpha1',
    kind: 'DNSEndpoint',
    metadata: { namespace: 'shop', name, ...metadata },
    spec: { endpoints: lines.map(record) },
  };
}

export const config = {
  sources: ['crd'],
  policy: 'sync',
  mode: 'sync',
  domainFilter: ['openova.io'],
  registry: { type: 'txt', txtOwnerId: 'me', txtPrefix: '_externaldns.' },
};

export interface TestWorld {
  config?: Record<string, unknown>;
  clusters: Record<string, unknown[] | null>;
  records?: EndpointJson[];
  [key: string]: unknown;
}

export function replay(
  world: TestWorld,
  context?: ReplayContext,
): ReplayResult {
  return replayWorld(
    { id: 'test', ...world, config: { ...config, ...world.config } },
    context,
  );
}

/** The changes as lines: `+ A web 192.0.2.1`, `- ...`, `~ old -> new`. */
export function changesOf({ changes }: ReplayResult): string[] {
  const line = (each: EndpointJson) =>
    `${each.recordType} ${each.dnsName} ${
      each.recordType === 'TXT'
        ? each.targets[0].replace(/^.*owner=([^,"]*).*$/, '$1')
        : each.targets.join(',')
    }`;
  return [
    ...changes.create.map(each => `+ ${line(each)}`),
    ...changes.updateNew.map(each => `~ ${line(each)}`),
    ...changes.delete.map(each => `- ${line(each)}`),
  ].sort();
}

/** The verdicts as lines: `cluster/name dnsName type reason`. */
export function verdictsOf({ verdicts }: ReplayResult): string[] {
  return verdicts
    .map(
      ({ origin, dnsName, recordType, reason }) =>
        `${origin.cluster}/${origin.name} ${dnsName} ${recordType} ${reason}`,
    )
    .sort();
}

/** The zone after the changes. */
export function applied(
  records: readonly EndpointJson[],
  { changes }: ReplayResult,
): EndpointJson[] {
  const key = (each: EndpointJson) =>
    JSON.stringify([
      each.dnsName,
      each.recordType,
      each.setIdentifier ?? '',
      [...each.targets].sort(),
    ]);
  const gone = new Set([...changes.delete, ...changes.updateOld].map(key));
  return [
    ...records.filter(each => !gone.has(key(each))),
    ...changes.create,
    ...changes.updateNew,
  ].map(({ labels: _, ...each }) => each);
}
