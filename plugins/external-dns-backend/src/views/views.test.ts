import { InputError } from '@backstage/errors';
import { hostnameStatesWorstFirst } from '@openova/backstage-plugin-external-dns-common';
import { Knex } from 'knex';
import { migrated, testDatabases } from '../store/__testUtils__/databases';
import { databaseReadModel } from './databaseReadModel';
import { createStore } from '../store/store';

const route = {
  cluster: 'eu-central',
  kind: 'HTTPRoute',
  namespace: 'shop',
  name: 'web',
};
const at = new Date('2026-01-01T10:00:00Z');

async function zone(knex: Knex) {
  await knex('zones').insert({
    key: 'embedded openova.io',
    account: 'embedded',
    provider: 'embedded',
    zone_id: 'openova.io',
    name: 'openova.io',
    visibility: 'public',
    name_servers: '["ns1.openova.io"]',
    server_addresses: '[{"address":"127.0.0.1","port":10053}]',
    state: 'in-sync',
  });
}

async function record(knex: Knex, dnsName: string, overrides: object = {}) {
  await knex('record_sets').insert({
    zone_key: 'embedded openova.io',
    zone: 'openova.io',
    provider: 'embedded',
    dns_name: dnsName,
    record_type: 'A',
    set_identifier: '',
    targets: '["192.0.2.1"]',
    ttl: 300,
    provider_specific: '[]',
    owner: 'openova',
    ours: true,
    resource: 'httproute/shop/web',
    txt: JSON.stringify([
      { name: `_externaldns.a-${dnsName}`, value: '"heritage=external-dns"' },
    ]),
    digest: '',
    observed_at: at,
    ...overrides,
  });
}

async function verdict(
  knex: Knex,
  dnsName: string,
  reason: string,
  state: string,
  overrides: object = {},
) {
  await knex('verdicts').insert({
    ...route,
    dns_name: dnsName,
    record_type: 'A',
    set_identifier: '',
    reason,
    state,
    rank: hostnameStatesWorstFirst.findIndex(each => each === state),
    params: JSON.stringify({ zone: 'openova.io', winnerCluster: 'us-east' }),
    digest: '',
    since: at,
    ...overrides,
  });
}

async function belongsTo(knex: Knex, entityRef: string, facts: object) {
  await knex('object_entities').insert({ ...route, entity_ref: entityRef });
  await knex('objects').insert({
    ...route,
    payload: JSON.stringify(facts),
    digest: '',
  });
}

const databases = testDatabases();

describe.each(databases.eachSupportedId())(
  'what the API shows (%s)',
  databaseId => {
    async function readModel(fill: (knex: Knex) => Promise<void>) {
      const knex = await migrated(databases, databaseId);
      await fill(knex);
      return databaseReadModel(createStore(knex), 'sync', () => 53);
    }

    it('pages records by keyset in both directions, without gaps or repeats', async () => {
      const names = Array.from({ length: 25 }, (_, n) => `h${n}.openova.io`);
      const model = await readModel(async knex => {
        await zone(knex);
        for (const name of names) await record(knex, name);
      });
      const walk = async (order: 'asc' | 'desc') => {
        const seen: string[] = [];
        const totals: unknown[] = [];
        let cursor: string | undefined;
        do {
          const page = await model.records({ limit: 7, order, cursor });
          totals.push(page.totalItems);
          seen.push(...page.items.map(item => item.dnsName));
          cursor = page.nextCursor;
        } while (cursor);
        return { seen, totals };
      };
      const sorted = [...names].sort();
      // Only the first page is worth a count.
      const totals = [25, undefined, undefined, undefined];
      expect(await walk('asc')).toEqual({ seen: sorted, totals });
      expect(await walk('desc')).toEqual({
        seen: [...sorted].reverse(),
        totals,
      });
    });

    it('takes a search as text, not as a pattern', async () => {
      const model = await readModel(async knex => {
        await zone(knex);
        await record(knex, 'a_b.openova.io');
        await record(knex, 'axb.openova.io');
      });
      const page = await model.records({ search: 'A_B' });
      expect(page.items.map(item => item.dnsName)).toEqual(['a_b.openova.io']);
    });

    it('refuses a cursor that it did not give', async () => {
      const model = await readModel(zone);
      await expect(model.records({ cursor: 'bm9uc2Vuc2U' })).rejects.toThrow(
        InputError,
      );
    });

    it('exports a zone as endpoints, a shared TXT once', async () => {
      const old = [{ name: '_externaldns.old.openova.io', value: '"x"' }];
      const model = await readModel(async knex => {
        await zone(knex);
        await record(knex, 'old.openova.io', { txt: JSON.stringify(old) });
        await record(knex, 'old.openova.io', {
          record_type: 'MX',
          targets: '["10 mail.openova.io"]',
          ttl: null,
          txt: JSON.stringify(old),
        });
      });
      const lines: unknown[] = [];
      for await (const line of (await model.exportZone('openova.io'))!) {
        expect(line.endsWith('\n')).toBe(true);
        lines.push(JSON.parse(line));
      }
      expect(lines).toEqual([
        {
          dnsName: 'old.openova.io',
          recordType: 'A',
          targets: ['192.0.2.1'],
          recordTTL: 300,
        },
        {
          dnsName: '_externaldns.old.openova.io',
          recordType: 'TXT',
          targets: ['"x"'],
        },
        {
          dnsName: 'old.openova.io',
          recordType: 'MX',
          targets: ['10 mail.openova.io'],
        },
      ]);
      expect(await model.exportZone('example.org')).toBeUndefined();
    });

    it("shows an entity's hostnames, the worst first, each with its chain", async () => {
      const model = await readModel(async knex => {
        await zone(knex);
        await record(knex, 'web.openova.io');
        await belongsTo(knex, 'component:default/shop', {
          gateways: [
            {
              kind: 'Gateway',
              namespace: 'infra',
              name: 'public',
              exists: true,
              accepted: 'True',
              addresses: ['192.0.2.1'],
            },
          ],
          asks: [
            {
              dnsName: 'web.openova.io',
              recordType: 'A',
              targets: ['192.0.2.1'],
            },
          ],
        });
        await verdict(knex, 'web.openova.io', 'published', 'works');
        await verdict(knex, 'lost.openova.io', 'conflict', 'conflict');
        await knex('checks').insert({
          dns_name: 'web.openova.io',
          record_type: 'A',
          zone: 'openova.io',
          outcome: 'matches',
          checked_at: at,
          servers: JSON.stringify([
            { server: '127.0.0.1', answer: ['192.0.2.1'], milliseconds: 1 },
          ]),
        });
      });
      const entity = await model.entity('component:default/shop');
      const [lost, web] = entity.hostnames;
      expect([lost.dnsName, lost.state]).toEqual([
        'lost.openova.io',
        'conflict',
      ]);
      expect(lost.sentence).toContain('us-east');
      expect(lost.fix).toBeDefined();
      expect(web).toMatchObject({
        dnsName: 'web.openova.io',
        state: 'works',
        zone: 'openova.io',
        dig: [
          {
            command: 'dig @127.0.0.1 -p 10053 web.openova.io A',
            server: '127.0.0.1',
            port: 10053,
          },
        ],
      });
      expect(web.fix).toBeUndefined();
      expect(
        web.branches[0].links.map(({ id, status }) => `${id} ${status}`),
      ).toEqual([
        'object ok',
        'gateway ok',
        'address ok',
        'record ok',
        'ownership ok',
        'answer ok',
      ]);
      const broken = lost.branches[0].links.find(
        link => link.status === 'broken',
      );
      expect(broken).toMatchObject({ sentence: lost.sentence });
    });

    it('leaves out of an apex what nobody asked for', async () => {
      const model = await readModel(async knex => {
        await zone(knex);
        await record(knex, 'openova.io');
        await record(knex, 'openova.io', { record_type: 'MX', ours: false });
        await belongsTo(knex, 'component:default/shop', { asks: [] });
        await verdict(knex, 'openova.io', 'published', 'works');
      });
      const { hostnames } = await model.entity('component:default/shop');
      expect(hostnames[0].records.map(each => each.recordType)).toEqual(['A']);
    });

    it('calls a name drifted whose servers answer something else', async () => {
      const model = await readModel(async knex => {
        await zone(knex);
        await record(knex, 'web.openova.io');
        await belongsTo(knex, 'component:default/shop', { asks: [] });
        await verdict(knex, 'web.openova.io', 'published', 'works');
        await knex('checks').insert({
          dns_name: 'web.openova.io',
          record_type: 'A',
          zone: 'openova.io',
          outcome: 'absent',
          checked_at: at,
          servers: '[]',
        });
      });
      const { hostnames } = await model.entity('component:default/shop');
      expect(hostnames[0].state).toBe('drifted');
    });

    it('lists verdicts that need a look, not objects without names', async () => {
      const model = await readModel(async knex => {
        await verdict(knex, 'web.openova.io', 'published', 'works');
        await verdict(knex, 'no.openova.io', 'no-gateway-accepted', 'blocked');
        await verdict(knex, '', 'no-hostname', 'filtered', { name: 'plain' });
      });
      const page = await model.verdicts({});
      expect(page.items.map(item => item.reason)).toEqual([
        'no-gateway-accepted',
      ]);
      const filtered = await model.verdicts({ state: 'filtered' });
      expect(filtered.items.map(item => item.origin.name)).toEqual(['plain']);
    });

    it('tells at the top what needs a look', async () => {
      const model = await readModel(async knex => {
        await zone(knex);
        await knex('zones').update({ state: 'failed', sentence: 'No answer.' });
        await verdict(knex, 'no.openova.io', 'no-gateway-accepted', 'blocked');
        await verdict(knex, 'web.openova.io', 'published', 'works');
        await knex('clusters').insert({
          name: 'eu-central',
          state: 'stale',
          since: at,
          first_seen: at,
          payload: JSON.stringify({
            name: 'eu-central',
            state: 'stale',
            since: at,
            sentence: 'The cluster cannot be reached.',
            sources: [],
          }),
        });
      });
      const { problems, zones, clusters, hostnames } = await model.overview();
      expect(problems.map(({ sentence }) => sentence)).toEqual([
        'eu-central: The cluster cannot be reached.',
        'openova.io: No answer.',
        '1 hostname does not work: 1 blocked, 0 in conflict, 0 drifted.',
      ]);
      expect([zones.failed, clusters.stale]).toEqual([1, 1]);
      expect(hostnames).toMatchObject({ blocked: 1, works: 1, conflict: 0 });
    });

    it('says starting until a sync has ended well', async () => {
      const model = await readModel(async () => {});
      expect(await model.health()).toEqual({ status: 'starting' });
    });
  },
);
