import {
  DelegationDecision,
  DelegationEventView,
  DelegationMember,
  DelegationPreview,
  DelegationView,
  EntityDelegationView,
  GslbHost,
  GslbHostMember,
} from '@openova/backstage-plugin-external-dns-common';
import { ago } from './building';

const tags: Record<string, string> = {
  'eu-central': 'eu',
  'us-east': 'us',
  'us-west': 'west',
};

const glues: Record<string, string[]> = {
  'eu-central': ['198.51.100.6', '198.51.100.7'],
  'us-east': ['203.0.113.11'],
  'us-west': ['203.0.113.41'],
};

function nsName(cluster: string, zone: string, parent: string): string {
  const own = zone.slice(0, -parent.length - 1).replaceAll('.', '-');
  return `gslb-ns-${tags[cluster]}-${own}.${parent}`;
}

function member(
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

function hostMember(
  cluster: string,
  targets: string[],
  answer: string[],
  more: Partial<GslbHostMember> = {},
): GslbHostMember {
  return {
    cluster,
    geoTag: tags[cluster],
    nsName: nsName(cluster, 'gslb.openova.io', 'openova.io'),
    origin: { cluster, kind: 'Gslb', namespace: 'shop', name: 'web' },
    label: 'GslbHttpRoute',
    reference: {
      kind: 'HTTPRoute',
      namespace: 'shop',
      name: 'web',
      exists: true,
    },
    strategy: null,
    health: 'Healthy',
    targets,
    expected: answer,
    reported: answer,
    answered: answer,
    ...more,
  };
}

/** A failover that is under way, a host that one cluster lacks, one that is well. */
function shopHosts(): GslbHost[] {
  const zone = 'gslb.openova.io';
  const unread = { health: null, answered: null, reported: null } as const;
  return [
    {
      host: `shop.${zone}`,
      zone,
      strategy: { type: 'failover', primaryGeoTag: 'eu', weights: {}, ttl: 30 },
      clusters: [
        hostMember('eu-central', ['192.0.2.10'], ['192.0.2.60'], {
          health: 'Unhealthy',
        }),
        hostMember('us-east', ['192.0.2.60'], ['192.0.2.60'], {
          answered: ['192.0.2.10'],
        }),
        hostMember('us-west', ['192.0.2.90'], ['192.0.2.60'], unread),
      ],
    },
    {
      host: `api.${zone}`,
      zone,
      strategy: {
        type: 'roundRobin',
        primaryGeoTag: '',
        weights: { eu: 80, us: 20 },
        ttl: 30,
      },
      clusters: [
        hostMember('eu-central', ['192.0.2.11'], ['192.0.2.11']),
        hostMember('us-east', [], [], {
          origin: null,
          label: '',
          reference: null,
          health: null,
          reported: null,
        }),
        hostMember('us-west', ['192.0.2.11'], ['192.0.2.11'], unread),
      ],
    },
    {
      host: `img.${zone}`,
      zone,
      strategy: { type: 'geoip', primaryGeoTag: '', weights: {}, ttl: 60 },
      clusters: [
        hostMember(
          'eu-central',
          ['192.0.2.12'],
          ['192.0.2.12', '192.0.2.62', '192.0.2.92'],
          { answered: ['192.0.2.12'] },
        ),
        hostMember(
          'us-east',
          ['192.0.2.62'],
          ['192.0.2.12', '192.0.2.62', '192.0.2.92'],
          { answered: ['192.0.2.62'] },
        ),
        hostMember(
          'us-west',
          ['192.0.2.92'],
          ['192.0.2.12', '192.0.2.62', '192.0.2.92'],
          unread,
        ),
      ],
    },
  ];
}

/** Three clusters: one is well, one refuses the zone, one cannot be read. */
function shopDelegation(): DelegationView {
  const zone = 'gslb.openova.io';
  const parent = 'openova.io';
  const members = [
    member('eu-central', zone, parent),
    member('us-east', zone, parent, { isServed: false }),
    member('us-west', zone, parent, {
      state: 'unreachable',
      sentence: 'us-west cannot be read; it stays a member.',
    }),
  ];
  const nsNames = members.map(each => each.nsName ?? '').sort();
  return {
    zone,
    parent,
    heldIn: parent,
    provider: 'route53',
    mode: 'own',
    manager: 'nobody',
    blockedBy: null,
    nsNames,
    ttl: 60,
    plannedAt: ago(12),
    standing: { nsNames, ttl: 60, ownership: 'ours', owner: 'openova' },
    members,
    hosts: shopHosts(),
    observed: {
      zone,
      at: ago(45),
      nsNames,
      nsTtl: 60,
      glue: Object.fromEntries(
        members.map(each => [each.nsName ?? '', each.glue]),
      ),
      servers: members.flatMap(each =>
        each.glue.map(address => ({
          nsName: each.nsName ?? '',
          address,
          answer:
            each.cluster === 'us-east'
              ? ('refused' as const)
              : ('answers' as const),
        })),
      ),
      hasDs: false,
      answersBelow: false,
      hosts: [],
    },
    findings: [
      {
        id: 'HOST_PARTIAL',
        subject: 'api.gslb.openova.io',
        severity: 'warning',
        sentence:
          'us-east takes part in gslb.openova.io, but has no Gslb for api.gslb.openova.io: there the name does not exist.',
        fix: 'Create the Gslb of api.gslb.openova.io in us-east as well, or take the cluster out of the zone.',
      },
      {
        id: 'LAME_REFUSED',
        subject: 'gslb-ns-us-gslb.openova.io',
        severity: 'error',
        sentence:
          'gslb-ns-us-gslb.openova.io at 203.0.113.11 refuses to answer for gslb.openova.io: k8gb there does not serve the zone.',
        fix: 'Look at the ZoneDelegation of gslb.openova.io in us-east, and whether its CoreDNS has taken the zone over.',
      },
    ],
  };
}

/** The same three clusters as k8gb's own ExternalDNS delegates to two of them. */
function watchedDelegation(): DelegationView {
  const zone = 'cdn.example.org';
  const parent = 'example.org';
  const manager = 'external-dns' as const;
  const members = [
    member('eu-central', zone, parent, { manager }),
    member('us-east', zone, parent, {
      manager,
      state: 'stuck',
      sentence:
        'The ZoneDelegation in us-east is being deleted since 40 minutes and does not go.',
      leavingSince: ago(2_400),
    }),
  ];
  const [eu] = members.map(each => each.nsName ?? '');
  return {
    zone,
    parent,
    heldIn: parent,
    provider: 'cloudflare',
    mode: 'observe',
    manager,
    blockedBy: null,
    nsNames: [eu],
    ttl: 30,
    plannedAt: ago(12),
    standing: {
      nsNames: [eu],
      ttl: 30,
      ownership: 'foreign',
      owner: 'k8gb-eu',
    },
    members,
    hosts: [],
    observed: null,
    findings: [
      {
        id: 'ZONE_TERMINATING_STUCK',
        subject: 'us-east',
        severity: 'warning',
        sentence:
          'The ZoneDelegation of cdn.example.org in us-east is being deleted since 40 minutes and does not go.',
        fix: 'k8gb waits for the name servers of other clusters to disappear: remove members that are gone for good, then the finalizer.',
      },
    ],
  };
}

/** Written by somebody else while no cluster's k8gb writes. */
function foreignDelegation(): DelegationView {
  const zone = 'gslb.preview.openova.io';
  const parent = 'preview.openova.io';
  const members = [member('eu-central', zone, parent)];
  const nsNames = members.map(each => each.nsName ?? '');
  return {
    ...watchedDelegation(),
    zone,
    parent,
    heldIn: parent,
    provider: 'route53',
    mode: 'own',
    manager: 'nobody',
    blockedBy: 'it belongs to somebody else (k8gb-ap)',
    nsNames,
    standing: { nsNames, ttl: 30, ownership: 'foreign', owner: 'k8gb-ap' },
    members,
    findings: [
      {
        id: 'OWNER_ORPHANED',
        subject: zone,
        severity: 'error',
        sentence:
          'The NS set of gslb.preview.openova.io belongs to k8gb-ap, and no cluster with that geo tag is known: nobody can change it.',
        fix: 'Adopt the delegation on the DNS page.',
      },
    ],
  };
}

/** All delegated zones, those with findings first. */
export function delegations(): DelegationView[] {
  return [shopDelegation(), foreignDelegation(), watchedDelegation()];
}

/** The one that answers for hosts of the shop. */
export function entityDelegations(): EntityDelegationView[] {
  return [
    {
      ...shopDelegation(),
      dig: [
        {
          title: 'Referral of openova.io',
          command: 'dig +norec @ns1.openova.io gslb.openova.io NS',
        },
        {
          title: 'Answer of eu-central',
          command: 'dig +norec @198.51.100.6 shop.gslb.openova.io A',
        },
        {
          title: 'Answer of us-east',
          command: 'dig +norec @203.0.113.11 shop.gslb.openova.io A',
        },
      ],
    },
  ];
}

/** How the clusters came and went, the newest first. */
export function delegationEvents(zone: string): DelegationEventView[] {
  if (zone !== 'gslb.openova.io') return [];
  const event = (
    id: string,
    seconds: number,
    cluster: string,
    from: DelegationEventView['from'],
    to: DelegationEventView['to'],
    sentence: string,
  ) => ({ id, at: ago(seconds), zone, cluster, from, to, sentence });
  return [
    event(
      '5',
      11_000,
      'us-west',
      'joined',
      'unreachable',
      'us-west cannot be read; it stays a member.',
    ),
    event('4', 80_000, 'us-west', 'joining', 'joined', 'us-west takes part.'),
    event(
      '3',
      80_060,
      'us-west',
      'waiting',
      'joining',
      'us-west is about to be named in the NS set.',
    ),
    event(
      '2',
      80_400,
      'us-west',
      'gone',
      'waiting',
      'us-west has no address yet, so it cannot join.',
    ),
    event(
      '1',
      500_000,
      'ap-south',
      'leaving',
      'gone',
      'Nothing speaks of ap-south any more.',
    ),
  ];
}

/** What a decision would change. */
export function delegationPreview(
  view: DelegationView,
  decision: DelegationDecision,
): DelegationPreview {
  const { zone, standing } = view;
  const before = standing?.nsNames ?? [];
  const digest = `${zone} ${JSON.stringify(decision)}`;
  if (decision.kind === 'adopt') {
    return {
      digest,
      sentence:
        'The records stay as they are; from the next sync on they belong to this portal. Switch the other writer off first.',
      changes: [
        {
          action: 'create',
          dnsName: `_externaldns.ns-${zone}`,
          recordType: 'TXT',
          after: ['"heritage=external-dns,external-dns/owner=openova"'],
        },
      ],
    };
  }
  const lost =
    decision.kind === 'forget'
      ? view.members.filter(({ cluster }) => cluster === decision.cluster)
      : view.members;
  const names = new Set(lost.map(each => each.nsName));
  const after = before.filter(name => !names.has(name));
  return {
    digest,
    sentence:
      decision.kind === 'forget'
        ? `${decision.cluster} is no longer named now; its address goes once resolvers have forgotten the old NS set, after two minutes.`
        : `${zone} is no longer delegated now: its ${view.hosts.length} hosts stop resolving. The addresses of its name servers go two minutes later.`,
    changes: [
      after.length > 0
        ? { action: 'update', dnsName: zone, recordType: 'NS', before, after }
        : { action: 'delete', dnsName: zone, recordType: 'NS', before },
      ...lost.map(each => ({
        action: 'delete' as const,
        dnsName: each.nsName ?? '',
        recordType: 'A',
        before: each.glue,
      })),
    ],
  };
}
