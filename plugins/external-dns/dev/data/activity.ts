import {
  ChangeView,
  RecordView,
  SyncView,
} from '@openova/backstage-plugin-external-dns-common';
import { ago, change, entityRef, object, record } from './building';

/** Changes of every kind and outcome. */
export function changes(): ChangeView[] {
  return [
    change('api.openova.io', {
      action: 'update',
      before: { targets: ['192.0.2.9'], ttl: 300 },
      after: { targets: ['192.0.2.10', '198.51.100.20'], ttl: 60 },
      origins: [object('HTTPRoute', 'api')],
    }),
    change('shop.openova.io'),
    change('shop.openova.io', {
      recordType: 'TXT',
      role: 'ownership',
      after: {
        targets: [
          '"heritage=external-dns,external-dns/owner=openova,external-dns/resource=httproute/shop/web"',
        ],
        ttl: 300,
      },
    }),
    change('old.openova.io', {
      action: 'delete',
      before: { targets: ['192.0.2.77'], ttl: 300 },
      after: undefined,
      origins: [],
    }),
    change('broken.openova.io', {
      outcome: 'rejected',
      message: 'The zone holds a CNAME of that name.',
      syncId: '4709',
    }),
  ];
}

/** The last syncs, the newest first. */
export function syncs(): SyncView[] {
  return Array.from({ length: 30 }, (_, index) => ({
    id: `${4711 - index}`,
    trigger: index % 7 === 3 ? 'sweep' : 'object-change',
    startedAt: ago(12 + index * 1_700),
    finishedAt: ago(11 + index * 1_700),
    outcome: index === 2 ? ('partial' as const) : ('ok' as const),
    sentence:
      index === 2
        ? 'One record was refused: broken.openova.io A; the zone holds a CNAME of that name.'
        : undefined,
    zones: 1 + (index % 3),
    created: [2, 0, 1, 4, 0, 7, 1][index % 7],
    updated: [1, 3, 0, 0, 2, 1, 0][index % 7],
    deleted: [1, 0, 0, 2, 0, 0, 5][index % 7],
    rejected: index === 2 ? 1 : 0,
    cause: index % 7 === 3 ? [] : [object('HTTPRoute', 'api')],
  }));
}

/** Many records, for the pages of the list. */
export function records(): RecordView[] {
  return Array.from({ length: 1234 }, (_, index) => {
    const number = `${index}`.padStart(4, '0');
    const ours = index % 9 !== 4;
    return record(
      `service-${number}.openova.io`,
      index % 5 === 0 ? 'CNAME' : 'A',
      index % 5 === 0 ? ['lb.example.org'] : [`192.0.2.${index % 250}`],
      {
        ours,
        owner: ours ? 'openova' : undefined,
        entityRefs: ours ? [entityRef] : [],
        observedAt: ago(60 + index),
        resource: ours ? `httproute/shop/service-${number}` : undefined,
      },
    );
  });
}
