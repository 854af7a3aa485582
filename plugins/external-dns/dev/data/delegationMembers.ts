import { DelegationMember } from '@openova/backstage-plugin-external-dns-common';

/** The geo tags of the demo's clusters. */
export const tags: Record<string, string> = {
  'eu-central': 'eu',
  'us-east': 'us',
  'us-west': 'west',
};

const glues: Record<string, string[]> = {
  'eu-central': ['198.51.100.6', '198.51.100.7'],
  'us-east': ['203.0.113.11'],
  'us-west': ['203.0.113.41'],
};

/** The name server of a cluster, as k8gb names it. */
export function nsName(cluster: string, zone: string, parent: string): string {
  const own = zone.slice(0, -parent.length - 1).replaceAll('.', '-');
  return `gslb-ns-${tags[cluster]}-${own}.${parent}`;
}

/** A cluster that takes part, unless told otherwise. */
export function member(
  cluster: string,
  zone: string,
  parent: string,
  more: Partial<DelegationMember> = {},
): DelegationMember {
  return {
    cluster,
    geoTag: tags[cluster],
    nsName: nsName(cluster, zone, parent),
    glue: glues[cluster],
    standingGlue: glues[cluster],
    state: 'joined',
    sentence: `${cluster} takes part.`,
    origin: {
      cluster,
      kind: 'ZoneDelegation',
      namespace: '',
      name: zone.replaceAll('.', '-'),
    },
    manager: 'nobody',
    doFinalize: true,
    leavingSince: null,
    withdrawnSince: null,
    glueUntil: null,
    peerTags: Object.values(tags),
    isServed: true,
    ...more,
  };
}
