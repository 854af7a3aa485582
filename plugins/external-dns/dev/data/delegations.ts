import {
  DelegationView,
  EntityDelegationView,
} from '@openova/backstage-plugin-external-dns-common';
import { ago } from './building';
import { member } from './delegationMembers';
import { shopHosts } from './gslbHosts';

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
