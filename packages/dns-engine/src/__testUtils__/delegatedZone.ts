import { acceptedRoute, deployment, gslb, zoneDelegation } from './k8gbWorld';
import { applied, replay, TestWorld } from './worlds';

/* One zone, delegated to two clusters, and what is found wrong with it. */

export const zone = 'gslb.openova.io';
export const eu = `gslb-ns-eu-${zone}`;
export const us = `gslb-ns-us-${zone}`;
export const host = `web.${zone}`;

/** A cluster with that geo tag, whose name server has that address. */
export const member = (
  tag: string,
  address: string,
  more: Record<string, string> = {},
) => [
  deployment({ CLUSTER_GEO_TAG: tag, ...more }),
  zoneDelegation(zone, 'openova.io', [`gslb-ns-${tag}-${zone} ${address}`]),
];
export const clusters = () => ({
  eu: member('eu', '192.0.2.6'),
  us: member('us', '198.51.100.11'),
});

export function world(
  of: TestWorld['clusters'],
  more: Partial<TestWorld> = {},
) {
  const { config: own, ...rest } = more;
  return replay({
    clusters: of,
    ...rest,
    config: { sources: ['k8gb'], ...own },
  });
}

/** The parent zone with the whole delegation. */
export const records = applied([], world(clusters()));

/** The findings as lines: `ID subject`; the parent zone is whole unless told otherwise. */
export function findings(
  of: TestWorld['clusters'],
  more: Partial<TestWorld> = {},
): string[] {
  return world(of, { records, ...more }).findings.map(
    each => `${each.id} ${each.subject}`,
  );
}

/** What was seen over DNS. */
export const observed = (more: object) => ({
  gslb: { observed: [{ zone, nsNames: [eu, us], ...more }] },
});

/** A Gslb of the host in the cluster with that geo tag; it refers to `route`. */
export const web = (tag: string, more: object = {}) =>
  gslb(
    'web',
    { kind: 'HTTPRoute', name: 'web' },
    { type: 'roundRobin', ...more },
    { geoTag: tag, health: { [host]: 'Healthy' }, exposed: ['192.0.2.80'] },
  );
export const route = acceptedRoute('web', [host]);
