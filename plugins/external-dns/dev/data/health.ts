import {
  HealthDay,
  healthGradesWorstFirst,
  HealthReason,
  HealthRow,
  HostnameState,
} from '@openova/backstage-plugin-external-dns-common';
import { entityRef } from './building';
import { hostnames } from './hostnames';

const facts = {
  driftedRecords: 0,
  foreignOwnerConflicts: 0,
  ownershipTxtMissing: 0,
  staleClusters: 0,
  lastReconciledAt: '2026-11-21T10:00:00.000Z',
};

/** The rules that the states of the shop's hostnames meet. */
const rules: Partial<
  Record<HostnameState, Pick<HealthReason, 'rule' | 'severity'>>
> = {
  blocked: { rule: 'hostname-blocked', severity: 'broken' },
  conflict: { rule: 'name-conflict', severity: 'broken' },
  foreign: { rule: 'foreign-owner', severity: 'broken' },
  drifted: { rule: 'answer-differs', severity: 'degraded' },
  waits: { rule: 'hostname-waiting', severity: 'degraded' },
  updating: { rule: 'hostname-pending', severity: 'degraded' },
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
      reasons: shopReasons(),
      facts: {
        ...facts,
        hostnamesDesired: 9,
        hostnamesPublished: 6,
        hostnamesAnswering: 4,
        coverageRatio: 2 / 3,
        foreignOwnerConflicts: 1,
        blockedHostnames: 3,
        staleClusters: 1,
        lowestTtl: 300,
        highestTtl: 300,
      },
    },
    {
      entityRef: 'component:default/billing',
      owner: 'group:default/billing',
      system: 'system:default/retail',
      domain: 'domain:default/commerce',
      grade: 'degraded',
      reasons: clusterReasons(),
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

/** One for each hostname of the shop that does not work, and one of a cluster. */
function shopReasons(): HealthReason[] {
  const reasons = hostnames().flatMap(hostname => {
    const rule = rules[hostname.state];
    if (!rule) return [];
    const { dnsName, sentence, fix = '' } = hostname;
    return [{ ...rule, hostname: dnsName, sentence, fix }];
  });
  const [ofCluster] = clusterReasons();
  return [...reasons, ofCluster].sort(
    (a, b) =>
      healthGradesWorstFirst.indexOf(a.severity) -
      healthGradesWorstFirst.indexOf(b.severity),
  );
}

function clusterReasons(): HealthReason[] {
  return [
    {
      rule: 'cluster-stale',
      severity: 'degraded',
      sentence: 'Cluster us-west cannot be read: 403 on gateways.',
      fix: 'Tell the admins of the cluster; the records stay as they are until it can be read again.',
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
