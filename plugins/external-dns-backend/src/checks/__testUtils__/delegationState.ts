import {
  DelegationMember,
  DelegationState,
  GslbHost,
  GslbHostMember,
  GslbStrategy,
} from '@openova/dns-engine';

const strategy: GslbStrategy = {
  type: 'roundRobin',
  primaryGeoTag: '',
  weights: {},
  ttl: 30,
};

/** A member of a delegated zone in the cluster of that name. */
export function member(
  cluster: string,
  nsName: string | null,
  glue: string[],
  more: Partial<DelegationMember> = {},
): DelegationMember {
  return {
    cluster,
    geoTag: cluster,
    nsName,
    glue,
    standingGlue: glue,
    state: 'joined',
    sentence: '',
    origin: {
      cluster,
      kind: 'ZoneDelegation',
      namespace: '',
      name: 'zone',
      uid: cluster,
    },
    manager: 'nobody',
    doFinalize: true,
    leavingSince: null,
    withdrawnSince: null,
    glueUntil: null,
    peerTags: [],
    isServed: true,
    ...more,
  };
}

/** A host that all the members answer for with these addresses. */
export function gslbHost(
  host: string,
  zone: string,
  members: readonly DelegationMember[],
  targets: string[],
): GslbHost {
  return {
    host,
    zone,
    strategy,
    clusters: members.map(
      ({ cluster, geoTag, nsName }): GslbHostMember => ({
        cluster,
        geoTag,
        nsName,
        origin: null,
        label: 'Gslb',
        reference: null,
        strategy,
        health: 'Healthy',
        targets,
        expected: targets,
        reported: null,
        answered: null,
      }),
    ),
  };
}

/** A delegated zone below openova.io with these members. */
export function delegationState(
  zone: string,
  members: DelegationMember[],
  more: Partial<DelegationState> = {},
): DelegationState {
  return {
    zone,
    parent: 'openova.io',
    heldIn: 'openova.io',
    mode: 'own',
    manager: 'nobody',
    blockedBy: null,
    nsNames: members.flatMap(({ nsName }) => nsName ?? []),
    ttl: 30,
    standing: null,
    members,
    hosts: [],
    observed: null,
    findings: [],
    ...more,
  };
}
