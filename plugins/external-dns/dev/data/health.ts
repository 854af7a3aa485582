import {
  HealthDay,
  HealthRow,
} from '@openova/backstage-plugin-external-dns-common';
import { entityRef } from './building';

const facts = {
  driftedRecords: 0,
  foreignOwnerConflicts: 0,
  ownershipTxtMissing: 0,
  staleClusters: 0,
  lastReconciledAt: '2026-11-21T10:00:00.000Z',
};

/** Four components, one of each grade. */
export function healthRows(): HealthRow[] {
  return [
    {
      entityRef,
      title: 'Shop',
      owner: 'group:default/shop',
      system: 'system:default/retail',
      domain: 'domain:default/commerce',
      grade: 'broken',
      reasons: [
        {
          rule: 'hostname-blocked',
          severity: 'broken',
          hostname: 'api.openova.io',
          sentence: 'No Gateway has accepted HTTPRoute shop/api.',
          fix: 'Look at status.parents of the route.',
        },
      ],
      facts: {
        ...facts,
        hostnamesDesired: 4,
        hostnamesPublished: 3,
        hostnamesAnswering: 3,
        coverageRatio: 0.75,
        blockedHostnames: 1,
      },
    },
    {
      entityRef: 'component:default/billing',
      owner: 'group:default/billing',
      system: 'system:default/retail',
      domain: 'domain:default/commerce',
      grade: 'degraded',
      reasons: [
        {
          rule: 'cluster-stale',
          severity: 'degraded',
          sentence: 'Cluster us-west cannot be read: 403 on gateways.',
          fix: 'Tell the admins of the cluster; the records stay as they are until it can be read again.',
        },
      ],
      facts: {
        ...facts,
        hostnamesDesired: 1,
        hostnamesPublished: 1,
        hostnamesAnswering: 1,
        coverageRatio: 1,
        blockedHostnames: 0,
        staleClusters: 1,
      },
    },
    {
      entityRef: 'component:default/batch',
      owner: 'group:default/billing',
      grade: 'unknown',
      reasons: [
        {
          rule: 'nothing-desired',
          severity: 'unknown',
          sentence: 'No hostname is asked for.',
          fix: 'Check the kubernetes annotations of the entity, and the hostnames of its routes and services.',
        },
      ],
      facts: {
        ...facts,
        hostnamesDesired: 0,
        hostnamesPublished: 0,
        hostnamesAnswering: 0,
        blockedHostnames: 0,
      },
    },
    {
      entityRef: 'component:default/site',
      owner: 'group:default/shop',
      system: 'system:default/retail',
      domain: 'domain:default/commerce',
      grade: 'healthy',
      reasons: [],
      facts: {
        ...facts,
        hostnamesDesired: 2,
        hostnamesPublished: 2,
        hostnamesAnswering: 2,
        coverageRatio: 1,
        blockedHostnames: 0,
        lowestTtl: 60,
        highestTtl: 300,
      },
    },
  ];
}

/** A month in which things got better. */
export function healthDays(): HealthDay[] {
  return Array.from({ length: 30 }, (_, index) => ({
    day: new Date(Date.UTC(2026, 9, 23 + index)).toISOString().slice(0, 10),
    counts: {
      broken: index < 12 ? 2 : 1,
      degraded: index % 9 === 0 ? 2 : 1,
      unknown: 1,
      healthy: index < 12 ? 0 : 1,
    },
  }));
}
