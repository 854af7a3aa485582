import {
  ClusterView,
  ZoneView,
} from '@openova/backstage-plugin-external-dns-common';
import { ago } from './building';

/** Two that are read, one that is not, and one that cannot be. */
export function clusters(): ClusterView[] {
  return [
    {
      name: 'eu-central',
      authProvider: 'serviceAccount',
      state: 'fresh',
      since: ago(86_400),
      sources: [
        {
          source: 'gateway-httproute',
          state: 'fresh',
          since: ago(86_400),
          kinds: [
            { kind: 'HTTPRoute', state: 'live', objects: 214 },
            { kind: 'Gateway', state: 'live', objects: 3 },
            { kind: 'Namespace', state: 'live', objects: 41 },
            { kind: 'ListenerSet', state: 'absent', objects: 0 },
          ],
        },
        {
          source: 'service',
          state: 'fresh',
          since: ago(86_400),
          kinds: [{ kind: 'Service', state: 'live', objects: 388 }],
        },
      ],
    },
    {
      name: 'us-east',
      authProvider: 'serviceAccount',
      state: 'fresh',
      since: ago(7_200),
      sources: [
        {
          source: 'gateway-httproute',
          state: 'fresh',
          since: ago(7_200),
          kinds: [
            { kind: 'HTTPRoute', state: 'live', objects: 190 },
            { kind: 'Gateway', state: 'live', objects: 2 },
            { kind: 'Namespace', state: 'live', objects: 38 },
          ],
        },
      ],
    },
    staleCluster(),
    {
      name: 'lab',
      authProvider: 'oidc',
      state: 'unsupported',
      since: ago(500_000),
      sentence:
        'Its sign-in method oidc needs a person; give it a serviceAccount token in kubernetes.clusterLocatorMethods.',
      sources: [],
    },
  ];
}

/** A cluster whose Gateways may not be listed any more. */
export function staleCluster(): ClusterView {
  const sentence =
    'Listing gateways.gateway.networking.k8s.io is forbidden (403): the role of the token lacks list and watch for it.';
  return {
    name: 'us-west',
    authProvider: 'serviceAccount',
    state: 'stale',
    since: ago(11_000),
    sentence,
    sources: [
      {
        source: 'gateway-httproute',
        state: 'stale',
        since: ago(11_000),
        kinds: [
          { kind: 'HTTPRoute', state: 'live', objects: 77 },
          { kind: 'Gateway', state: 'failed', objects: 2, sentence },
          { kind: 'Namespace', state: 'live', objects: 19 },
        ],
      },
      {
        source: 'service',
        state: 'fresh',
        since: ago(80_000),
        kinds: [{ kind: 'Service', state: 'live', objects: 130 }],
      },
    ],
  };
}

/** A zone in every state. */
export function zones(): ZoneView[] {
  const zone = (name: string, more: Partial<ZoneView> = {}): ZoneView => ({
    name,
    id: `zone-${name}`,
    provider: 'route53',
    account: 'production',
    visibility: 'public',
    nameServers: ['ns1.openova.io', 'ns2.openova.io'],
    state: 'in-sync',
    recordCount: 412,
    ownedCount: 380,
    pendingChanges: 0,
    lastReadAt: ago(700),
    lastSyncAt: ago(12),
    ...more,
  });
  return [
    zone('openova.io'),
    zone('preview.openova.io', {
      state: 'pending',
      pendingChanges: 3,
      recordCount: 96,
      ownedCount: 92,
    }),
    zone('internal.openova.io', {
      visibility: 'private',
      recordCount: 58,
      ownedCount: 40,
    }),
    zone('shop.example.org', {
      provider: 'cloudflare',
      account: 'marketing',
      state: 'failed',
      sentence:
        'The API token of account marketing has expired; records stay as they are. Renew externalDns.providers[1].apiToken.',
    }),
    zone('example.org', {
      provider: 'cloudflare',
      account: 'marketing',
      state: 'ambiguous',
      sentence:
        'Accounts marketing and production both hold example.org; neither is written until a domain filter excludes one.',
      recordCount: 12,
      ownedCount: 0,
    }),
  ];
}
