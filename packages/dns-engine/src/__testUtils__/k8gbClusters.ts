import { EndpointJson } from '../replay/rendering';
import { deployment, zoneDelegation } from './k8gbWorld';
import { applied, replay, TestWorld } from './worlds';

/*
 * The clusters of the worked cases: two of k8gb's own tests (addresses and tags as
 * there, names of the documentation), and what their delegations come to.
 */

export const parent = 'example.org';
export const cloud = 'cloud.example.org';
export const cloud2 = 'cloud2.example.org';
export const ns = (tag: string, zone = 'cloud') =>
  `gslb-ns-${tag}-${zone}.${parent}`;
export const eu = ['192.0.2.6', '192.0.2.7'];
export const us = ['192.0.2.11', '192.0.2.12'];

export const servers = (
  zone: string,
  tags: Record<string, readonly string[]>,
) =>
  Object.entries(tags).flatMap(([tag, addresses]) =>
    addresses.map(each => `${ns(tag, zone)} ${each}`),
  );

export const installed = (tag: string, more: Record<string, string> = {}) =>
  deployment({ CLUSTER_GEO_TAG: tag, EXTDNS_ENABLED: 'false', ...more });

export const both = { eu, us };
export const zd = (name: string, more?: Parameters<typeof zoneDelegation>[3]) =>
  zoneDelegation(`${name}.${parent}`, parent, servers(name, both), more);

export function world(
  clusters: TestWorld['clusters'],
  more: Partial<TestWorld> = {},
) {
  const { config, ...rest } = more;
  return replay({
    clusters,
    ...rest,
    config: {
      sources: ['k8gb', 'gateway-httproute'],
      domainFilter: [parent],
      ...config,
    },
  });
}

export const lines = (endpoints: readonly EndpointJson[]) =>
  endpoints.map(
    ({ recordType, dnsName, targets, recordTTL }) =>
      `${recordType} ${dnsName} ${targets.join(',')} ${recordTTL}`,
  );

export const ids = ({ findings }: { findings: readonly { id: string }[] }) =>
  [...new Set(findings.map(each => each.id))].sort();

/** What the delegation of a zone comes to. */
export const delegation = (
  zone: string,
  tags: Record<string, readonly string[]>,
) =>
  [
    `NS ${zone}.${parent} ${Object.keys(tags)
      .map(tag => ns(tag, zone))
      .join(',')} 30`,
    ...Object.entries(tags).map(
      ([tag, addresses]) => `A ${ns(tag, zone)} ${addresses.join(',')} 30`,
    ),
  ].sort(byName);

export function byName(left: string, right: string): number {
  const [a, b] = [left, right].map(each => each.split(' ')[1]);
  return a < b ? -1 : 1;
}

/** The parent zone with whole delegations of ours. */
export function standing(
  ...zones: [string, Record<string, readonly string[]>][]
): EndpointJson[] {
  const clusters: TestWorld['clusters'] = {};
  for (const [zone, tags] of zones) {
    for (const tag of Object.keys(tags)) {
      clusters[tag] = [
        ...(clusters[tag] ?? [installed(tag)]),
        zoneDelegation(`${zone}.${parent}`, parent, servers(zone, tags)),
      ];
    }
  }
  return applied([], world(clusters));
}

export const two = () => ({
  eu: [zd('cloud'), installed('eu')],
  us: [zd('cloud'), installed('us')],
});
