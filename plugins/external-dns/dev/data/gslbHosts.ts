import {
  GslbHost,
  GslbHostMember,
} from '@openova/backstage-plugin-external-dns-common';
import { nsName, tags } from './delegationMembers';

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
export function shopHosts(): GslbHost[] {
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
