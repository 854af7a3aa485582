import { DelegationFact, DelegationState } from '@openova/dns-engine';
import { Knex } from 'knex';
import { VirtualClock } from '../clock/__testUtils__/virtualClock';
import {
  migrated,
  testDatabases,
  watchQueries,
} from '../store/__testUtils__/databases';
import { MemoryProvider } from './__testUtils__/memoryProvider';
import { createReplica, optionsOf } from './__testUtils__/replica';

jest.setTimeout(60_000);
const databases = testDatabases();

const instances = optionsOf({ sources: ['k8gb'], gslb: { mode: 'own' } });

/** The cluster eu takes part in `gslb.` of a zone. */
function membership(parent: string, address: string): DelegationFact {
  const zone = `gslb.${parent}`;
  return {
    type: 'delegation',
    origin: {
      cluster: 'eu',
      kind: 'ZoneDelegation',
      namespace: '',
      name: zone,
      uid: `eu-${zone}`,
    },
    zone,
    parent,
    geoTag: 'eu',
    nsName: `gslb-ns-eu-gslb.${parent}`,
    addresses: [address],
    ttl: 30,
    manager: 'nobody',
    peerTags: [],
    peers: [],
    requested: null,
    isServed: true,
    isLeaving: false,
    leavingSince: '',
    doFinalize: true,
  };
}

function wishesOf(gslb: DelegationFact) {
  const { origin, zone, nsName, addresses } = gslb;
  const wish = (recordType: string, dnsName: string, targets: string[]) => ({
    endpoint: { dnsName, recordType, targets, labels: {} },
    origin,
    contributors: [origin],
    gslb,
  });
  return [wish('NS', zone, [nsName]), wish('A', nsName, addresses)];
}

describe.each(databases.eachSupportedId())(
  'delegations whose parent no account holds, on %s',
  databaseId => {
    let knex: Knex;
    let clock: VirtualClock;
    let provider: MemoryProvider;
    let stop: () => Promise<void>;

    beforeEach(async () => {
      knex = await migrated(databases, databaseId);
      clock = new VirtualClock();
      clock.busy = watchQueries(knex);
      provider = new MemoryProvider(['openova.io']);
      const { loop, collector } = await createReplica({
        knex,
        clock,
        providers: [provider],
        instances,
      });
      collector.askBy({
        cluster: 'eu',
        source: 'k8gb',
        state: 'fresh',
        wishes: [
          membership('openova.io', '192.0.2.6'),
          membership('example.org', '10.0.0.6'),
        ].flatMap(wishesOf),
        verdicts: [],
      });
      loop.start();
      stop = () => loop.stop();
      // The second sync sees what the first one wrote.
      await clock.advance(5_000);
    });

    afterEach(async () => {
      const stopped = stop();
      await clock.advance(100);
      await stopped;
    });

    async function stored(): Promise<DelegationState[]> {
      const rows = await knex('delegations').orderBy('zone');
      return rows.map(({ payload }) => JSON.parse(payload));
    }

    it('are stored beside those that are written, and nothing of them is', async () => {
      const keys = await knex('delegations')
        .orderBy('zone')
        .select('zone', 'provider');
      expect(keys).toEqual([
        { zone: 'gslb.example.org', provider: '' },
        { zone: 'gslb.openova.io', provider: 'memory' },
      ]);
      expect(await stored()).toMatchObject([
        {
          heldIn: null,
          members: [{ cluster: 'eu', glue: ['10.0.0.6'], standingGlue: null }],
        },
        { heldIn: 'openova.io', standing: { ownership: 'ours' } },
      ]);
      expect(provider.records).toEqual([
        'gslb-ns-eu-gslb.openova.io A 192.0.2.6',
        'gslb.openova.io NS gslb-ns-eu-gslb.openova.io',
      ]);
    });

    it('are written to no more than others while nothing changes', async () => {
      await clock.advance(60_000);
      const before = await knex('delegations').orderBy('zone');
      await clock.advance(10 * 60_000);
      expect(await knex('delegations').orderBy('zone')).toEqual(before);
    });

    it('have findings of their own', async () => {
      const parents = await knex('findings')
        .where({ scope: 'unheld-delegations' })
        .select('id', 'subject');
      const states = await stored();
      expect(parents).toEqual(
        states
          .filter(({ heldIn }) => heldIn === null)
          .flatMap(({ findings }) =>
            findings.map(({ id, subject }) => ({ id, subject })),
          ),
      );
      expect(parents.length).toBeGreaterThan(0);
    });
  },
);
