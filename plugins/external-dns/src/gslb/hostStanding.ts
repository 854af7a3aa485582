import { GslbHost } from '@openova/backstage-plugin-external-dns-common';
import { answersDiffer } from './delegationBranches';

/** Of a host: answered as it should be, not so, in part, or not asked. */
export type HostStanding = 'good' | 'bad' | 'waiting' | 'neutral';

const worstFirst: readonly HostStanding[] = [
  'bad',
  'waiting',
  'neutral',
  'good',
];

/** How a host stands over all clusters. */
export function hostStanding(host: GslbHost): HostStanding {
  const { clusters } = host;
  if (clusters.some(each => answersDiffer(host, each))) return 'bad';
  // Nothing to answer with anywhere is an outage, though k8gb does what it should.
  const isServed = clusters.some(
    ({ expected }) => expected === null || expected.length > 0,
  );
  if (!isServed) return 'bad';
  const isPartial = clusters.some(
    ({ origin, health }) =>
      origin === null || health === 'Unhealthy' || health === 'NotFound',
  );
  if (isPartial) return 'waiting';
  return clusters.every(({ answered }) => answered === null)
    ? 'neutral'
    : 'good';
}

/** The hosts that need a look first, then by name. */
export function hostsWorstFirst(hosts: readonly GslbHost[]): GslbHost[] {
  return [...hosts].sort(
    (a, b) =>
      worstFirst.indexOf(hostStanding(a)) -
        worstFirst.indexOf(hostStanding(b)) || a.host.localeCompare(b.host),
  );
}
