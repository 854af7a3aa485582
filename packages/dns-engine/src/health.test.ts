import * as fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gradeOf, Health, healthOf } from './health';
import { healthDocument } from './health/document';
import { HealthHostname, HealthInput, HealthRecord } from './health/input';
import { rollUpHealth } from './health/rollUp';
import {
  HealthRuleId,
  healthGradesWorstFirst,
  healthRules,
} from './health/rules';
import { Finding } from './verdict';

const web = 'web.openova.io';
const reconciled = '2026-11-21T10:00:00.000Z';

function record(more: Partial<HealthRecord> = {}): HealthRecord {
  return {
    recordType: 'A',
    setIdentifier: '',
    ours: true,
    owner: 'openova',
    ttl: 300,
    answer: 'matches',
    ...more,
  };
}

function hostname(
  state: HealthHostname['wishes'][0]['state'],
  records: HealthRecord[] = [record()],
  reason = 'published',
): HealthHostname {
  const sentence = `${web} is ${state}.`;
  const fix = 'Do this.';
  return {
    dnsName: web,
    wishes: [{ recordType: 'A', reason, state, sentence, fix }],
    records,
  };
}

function health(more: Partial<HealthInput> = {}): Health {
  return healthOf({
    hostnames: [hostname('works')],
    delegations: [],
    clusters: [{ name: 'eu-central', state: 'fresh' }],
    lastReconciledAt: reconciled,
    ...more,
  });
}

const of = (...hostnames: HealthHostname[]) => health({ hostnames });
const rulesOf = ({ reasons }: Health) => reasons.map(({ rule }) => rule);

function finding(severity: Finding['severity'], id = 'NS_MISSING'): Finding {
  return { id, subject: 'g.openova.io', severity, sentence: 'S.', fix: 'F.' };
}

describe('health of an entity', () => {
  it('is healthy when every hostname works', () => {
    expect(health()).toEqual({
      grade: 'healthy',
      reasons: [],
      facts: {
        hostnamesDesired: 1,
        hostnamesPublished: 1,
        hostnamesAnswering: 1,
        coverageRatio: 1,
        driftedRecords: 0,
        foreignOwnerConflicts: 0,
        ownershipTxtMissing: 0,
        blockedHostnames: 0,
        lowestTtl: 300,
        highestTtl: 300,
        staleClusters: 0,
        lastReconciledAt: reconciled,
      },
    });
  });

  it('leaves out facts that do not apply', () => {
    const { facts, grade } = of();
    expect(grade).toBe('unknown');
    expect(facts).not.toHaveProperty('coverageRatio');
    expect(facts).not.toHaveProperty('delegationHealthy');
    expect(facts).not.toHaveProperty('lowestTtl');
  });

  const cases: Record<HealthRuleId, Health> = {
    'hostname-blocked': of(hostname('blocked', [])),
    'hostname-held': of(hostname('blocked')),
    'name-conflict': of(hostname('conflict', [])),
    'name-conflict-within': of({
      ...hostname('works'),
      wishes: [...hostname('works').wishes, ...hostname('conflict').wishes],
    }),
    'foreign-owner': of(
      hostname('foreign', [record({ ours: false, owner: 'other' })]),
    ),
    'ownership-missing': of(
      hostname('foreign', [record({ ours: false, owner: null })]),
    ),
    'hostname-waiting': of(hostname('waits')),
    'hostname-pending': of(hostname('updating', [], 'creating')),
    'record-drifted': of(hostname('updating', [record()], 'updating')),
    'answer-absent': of(hostname('works', [record({ answer: 'absent' })])),
    'answer-differs': of(hostname('works', [record({ answer: 'differs' })])),
    'delegation-broken': health({
      delegations: [{ zone: 'g.openova.io', findings: [finding('error')] }],
    }),
    'delegation-degraded': health({
      delegations: [{ zone: 'g.openova.io', findings: [finding('warning')] }],
    }),
    'cluster-stale': health({
      clusters: [{ name: 'eu', state: 'stale', sentence: 'It is away.' }],
    }),
    'cluster-unread': health({ clusters: [{ name: 'eu', state: 'unread' }] }),
    'nothing-desired': of(hostname('filtered', [])),
    'never-reconciled': health({ lastReconciledAt: null }),
  };

  it.each(Object.entries(cases))('%s', (rule, found) => {
    const { grade, reasons } = found;
    expect(reasons.map(each => each.rule)).toEqual([rule]);
    expect(grade).toBe(healthRules[rule as HealthRuleId].severity);
    for (const { sentence, fix } of reasons) {
      expect(`${sentence} ${fix}`).not.toMatch(/[{}]|undefined/);
    }
  });

  it('names the hostname, its sentence and its fix', () => {
    expect(of(hostname('blocked', [])).reasons).toEqual([
      {
        rule: 'hostname-blocked',
        severity: 'broken',
        hostname: web,
        sentence: `${web} is blocked.`,
        fix: 'Do this.',
      },
    ]);
  });

  it('is not lowered by servers that cannot be asked', () => {
    const blind = of(hostname('works', [record({ answer: 'unknown' })]));
    expect(blind.grade).toBe('healthy');
    expect(blind.facts.hostnamesAnswering).toBe(0);
  });

  it('counts what is shared and what is lost', () => {
    const { facts } = of(
      hostname('works', [record({ ttl: 60 })]),
      { ...hostname('blocked', []), dnsName: 'api.openova.io' },
      {
        ...hostname('foreign', [record({ ours: false, owner: null })]),
        dnsName: 'old.openova.io',
      },
      { ...hostname('filtered', []), dnsName: 'elsewhere.example.org' },
    );
    expect(facts).toMatchObject({
      hostnamesDesired: 3,
      hostnamesPublished: 1,
      coverageRatio: 1 / 3,
      foreignOwnerConflicts: 1,
      ownershipTxtMissing: 1,
      blockedHostnames: 2,
      lowestTtl: 60,
    });
  });

  it('counts a name that k8gb answers for as published', () => {
    const { grade, facts } = of(hostname('works', [], 'gslb-serves'));
    expect(grade).toBe('healthy');
    expect(facts).toMatchObject({ hostnamesPublished: 1, coverageRatio: 1 });
  });

  it('tells of NS and glue apart from other findings', () => {
    const delegation = (id: string) =>
      health({
        delegations: [{ zone: 'g', findings: [finding('error', id)] }],
      }).facts;
    expect(delegation('GLUE_STALE')).toMatchObject({
      delegationHealthy: false,
      nsGlueMatches: false,
    });
    expect(delegation('STRATEGY_DIVERGE')).toMatchObject({
      delegationHealthy: false,
      nsGlueMatches: true,
    });
  });

  it('puts the worst first', () => {
    const found = health({
      hostnames: [
        { ...hostname('waits'), dnsName: 'a.openova.io' },
        { ...hostname('blocked', []), dnsName: 'b.openova.io' },
      ],
      clusters: [{ name: 'eu', state: 'unread' }],
    });
    expect(rulesOf(found)).toEqual([
      'hostname-blocked',
      'hostname-waiting',
      'cluster-unread',
    ]);
  });

  it('is what docs/health.md says', () => {
    const page = resolve(__dirname, '../../../docs/health.md');
    // Otherwise: yarn workspace @openova/external-dns-cli docs
    expect(readFileSync(page, 'utf8')).toBe(healthDocument());
  });
});

describe('the grade', () => {
  const severity = fc.constantFrom(
    'broken' as const,
    'degraded' as const,
    'unknown' as const,
  );
  const rank = (reasons: { severity: 'broken' | 'degraded' | 'unknown' }[]) =>
    healthGradesWorstFirst.indexOf(gradeOf(reasons));

  it('never improves when a reason is added', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ severity })),
        fc.record({ severity }),
        (reasons, added) => {
          expect(rank([...reasons, added])).toBeLessThanOrEqual(rank(reasons));
        },
      ),
    );
  });

  it('never improves when a hostname that is not well is added', () => {
    const state = fc.constantFrom(
      'works' as const,
      'waits' as const,
      'blocked' as const,
      'conflict' as const,
      'foreign' as const,
    );
    const some = fc.tuple(state, fc.boolean()).map(([each, stands]) => ({
      ...hostname(each, stands ? [record()] : []),
      dnsName: `${each}-${stands}.openova.io`,
    }));
    fc.assert(
      fc.property(fc.array(some, { minLength: 1 }), some, (before, added) => {
        const worse = of(...before, added);
        expect(healthGradesWorstFirst.indexOf(worse.grade)).toBeLessThanOrEqual(
          healthGradesWorstFirst.indexOf(of(...before).grade),
        );
      }),
    );
  });

  it('rolls up to the worst, with counts', () => {
    expect(rollUpHealth(['healthy', 'unknown', 'degraded', 'healthy'])).toEqual(
      {
        grade: 'degraded',
        counts: { broken: 0, degraded: 1, unknown: 1, healthy: 2 },
      },
    );
    expect(rollUpHealth([]).grade).toBe('unknown');
  });
});
