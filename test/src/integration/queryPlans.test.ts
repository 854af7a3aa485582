import { TestDatabaseId, TestDatabases } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { Knex } from 'knex';
import { postgresVariable } from './__testUtils__/postgres/running';
import { Stage } from './__testUtils__/stage';
import { StatementRecorder } from './__testUtils__/statementRecorder';

jest.setTimeout(180_000);

const ids: TestDatabaseId[] = process.env[postgresVariable]
  ? ['SQLITE_3', 'POSTGRES_18']
  : ['SQLITE_3'];
const databases = TestDatabases.create({ ids });

const component = (name: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name, annotations: { 'backstage.io/kubernetes-id': name } },
  spec: { type: 'service', owner: 'group:default/shop' },
});

/** Enough that no planner prefers to read a whole table. */
const HOSTNAMES = 20_000;
const at = new Date('2026-03-01T09:00:00Z');

describe.each(databases.eachSupportedId())('lists on %s', databaseId => {
  let knex: Knex;
  let stage: Stage;
  let recorder: StatementRecorder;

  beforeAll(async () => {
    knex = await databases.init(databaseId);
    recorder = new StatementRecorder(knex);
    // Without a cluster no sync ever comes to its end: what is put into the database
    // stays as it is.
    stage = await Stage.start({ knex, entities: [component('web-7')] });
    await fill(knex);
  });

  afterAll(() => stage.stop());

  it('answer the tab of an entity by indexes alone', async () => {
    const plans = await plansFor(async () => {
      const { hostnames, history } = await stage.api.entity('web-7');
      expect(hostnames.map(each => each.dnsName)).toEqual(['web-7.openova.io']);
      expect(hostnames[0].records).toHaveLength(1);
      expect(history).toHaveLength(2);
    });
    for (const table of ['object_entities', 'verdicts', 'record_sets']) {
      expect(plans.some(plan => plan.includes(table))).toBe(true);
    }
    expect(plans.filter(readsWholeTable)).toEqual([]);
  });

  it('answer one hostname by indexes alone', async () => {
    const plans = await plansFor(async () => {
      const hostname = await stage.api.hostname('web-9.openova.io');
      expect(hostname.verdicts).toHaveLength(1);
    });
    expect(plans.length).toBeGreaterThan(0);
    expect(plans.filter(readsWholeTable)).toEqual([]);
  });

  it('give pages far down as the first, by the keys of the page before', async () => {
    const first = await stage.api.records('?zone=openova.io&limit=500');
    expect(first.totalItems).toBe(HOSTNAMES);
    const plans = await plansFor(async () => {
      const next = await stage.api.records(
        `?zone=openova.io&limit=500&cursor=${first.nextCursor}`,
      );
      expect(next.items).toHaveLength(500);
      expect(next.items[0].dnsName > first.items[499].dnsName).toBe(true);
    });
    const pages = plans.filter(plan =>
      /from .record_sets. .*limit/i.test(plan),
    );
    expect(pages).toHaveLength(1);
    expect(pages.filter(readsWholeTable)).toEqual([]);
  });

  /** Plans of statements about the large tables. */
  async function plansFor(work: () => Promise<void>): Promise<string[]> {
    const plans = await recorder.plansOf(work);
    return plans.filter(plan =>
      /(from|join) .(object_entities|objects|verdicts|record_sets|changes|checks)./.test(
        plan,
      ),
    );
  }
});

/** `Seq Scan` of PostgreSQL; `SCAN` without an index of SQLite. */
function readsWholeTable(plan: string): boolean {
  return (
    /Seq Scan on (object|verdict|record|change|check)/.test(plan) ||
    /^SCAN (?!.*(USING|CONSTANT ROW|json_each))/m.test(plan)
  );
}

async function fill(knex: Knex): Promise<void> {
  const numbers = Array.from({ length: HOSTNAMES }, (_, index) => index);
  const object = (index: number) => ({
    cluster: 'eu',
    kind: 'HTTPRoute',
    namespace: 'shop',
    name: `web-${index}`,
  });
  const name = (index: number) => ({
    dns_name: `web-${index}.openova.io`,
    record_type: 'A',
    set_identifier: '',
  });
  const rows: Record<string, (index: number) => object> = {
    objects: index => ({ ...object(index), payload: '{}', digest: '' }),
    object_entities: index => ({
      ...object(index),
      entity_ref: `component:default/web-${index}`,
    }),
    verdicts: index => ({
      ...object(index),
      ...name(index),
      reason: 'published',
      state: 'works',
      rank: 8,
      params: JSON.stringify({
        dnsName: name(index).dns_name,
        zone: 'openova.io',
      }),
      digest: '',
      since: at,
    }),
    record_sets: index => ({
      ...name(index),
      zone_key: 'filled',
      zone: 'openova.io',
      provider: 'embedded',
      targets: '["192.0.2.1"]',
      ttl: 300,
      provider_specific: '[]',
      owner: 'openova',
      ours: true,
      txt: '[]',
      digest: '',
      observed_at: at,
    }),
    checks: index => ({
      dns_name: name(index).dns_name,
      record_type: 'A',
      zone: 'openova.io',
      outcome: 'matches',
      checked_at: at,
      servers: '[]',
    }),
    changes: index => change(index, 'record'),
  };
  for (const [table, row] of Object.entries(rows)) {
    await knex.batchInsert(table, numbers.map(row), 50);
  }
  await knex.batchInsert(
    'changes',
    numbers.map(index => change(index, 'ownership')),
    50,
  );
  await knex.raw('analyze');

  function change(index: number, role: string) {
    return {
      ...name(index),
      sync_id: 1,
      at,
      zone_key: 'filled',
      zone: 'openova.io',
      record_name: name(index).dns_name,
      role,
      action: 'create',
      outcome: 'done',
      origins: '[]',
    };
  }
}
