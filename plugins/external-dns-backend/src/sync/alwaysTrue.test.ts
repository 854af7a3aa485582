import { ProviderError } from '@openova/backstage-plugin-external-dns-node';
import fc from 'fast-check';
import { VirtualClock } from '../clock/__testUtils__/virtualClock';
import {
  migrated,
  testDatabases,
  watchQueries,
} from '../store/__testUtils__/databases';
import { MemoryProvider } from './__testUtils__/memoryProvider';
import { createReplica } from './__testUtils__/replica';

jest.setTimeout(300_000);
const databases = testDatabases();
const names = ['a', 'b', '*', 'c.d'].map(each => `${each}.openova.io`);

const asked = fc.uniqueArray(
  fc.record({
    name: fc.constantFrom(...names),
    target: fc.constantFrom(
      'A 192.0.2.1',
      'A 192.0.2.2',
      'CNAME lb.example.org',
    ),
  }),
  { selector: each => each.name, maxLength: 4 },
);
const step = fc.oneof(
  fc.record({
    do: fc.constant('ask' as const),
    cluster: fc.constantFrom('eu', 'us'),
    asked,
  }),
  fc.record({
    do: fc.constant('lose' as const),
    cluster: fc.constantFrom('eu', 'us'),
  }),
  fc.record({
    do: fc.constant('foreign' as const),
    name: fc.constantFrom(...names),
  }),
  fc.record({ do: fc.constant('drift' as const) }),
  fc.record({ do: fc.constant('restart' as const) }),
  fc.record({
    do: fc.constant('fault' as const),
    when: fc.constantFrom('before' as const, 'after' as const),
    kind: fc.constantFrom('Throttled' as const, 'Unavailable' as const),
    write: fc.integer({ min: 1, max: 5 }),
  }),
  fc.record({
    do: fc.constant('refuse' as const),
    type: fc.constantFrom('', 'A', 'CNAME', 'TXT'),
  }),
  fc.record({
    do: fc.constant('wait' as const),
    seconds: fc.integer({ min: 1, max: 90 }),
  }),
);
const service = fc.constantFrom(
  { batch: { changes: 10, atomic: true }, readsByName: true },
  { batch: { changes: 3, atomic: true }, readsByName: false },
  { batch: { changes: 3, atomic: false }, readsByName: true },
  { batch: { changes: 1, atomic: false }, readsByName: true },
);

/** Standing records that carry no ownership of ours and are nobody else's either. */
function unowned(provider: MemoryProvider, foreign: ReadonlySet<string>) {
  return provider.records.filter(record => {
    const [name, type] = record.split(' ');
    const txt = `_externaldns.${type.toLowerCase()}-${name} TXT "heritage=external-dns,external-dns/owner=openova,`;
    return (
      !foreign.has(record) &&
      !provider.standing.some(each => each.startsWith(txt))
    );
  });
}

describe('whatever happens', () => {
  it('no foreign record is touched, no record of ours is without its TXT, and in the end nothing is left to do', async () => {
    await fc.assert(
      fc.asyncProperty(
        service,
        fc.array(step, { minLength: 2, maxLength: 9 }),
        async (capabilities, steps) => {
          const knex = await migrated(databases, 'SQLITE_3');
          const clock = new VirtualClock();
          clock.busy = watchQueries(knex);
          const provider = new MemoryProvider(['openova.io'], capabilities);
          const foreign = new Set<string>();
          const start = async (from?: typeof replica) => {
            const made = await createReplica({
              knex,
              clock,
              providers: [provider],
              ...(from && { collector: from.collector }),
              times: { sweep: 120_000, resyncPoll: 30_000 },
            });
            made.loop.start();
            return made;
          };
          const stop = async () => {
            const stopped = replica.loop.stop();
            await clock.advance(1_000);
            await stopped;
          };
          let replica: Awaited<ReturnType<typeof createReplica>> =
            await start();
          const check = () => {
            for (const record of foreign) {
              expect(provider.records).toContain(record);
            }
            expect(unowned(provider, foreign)).toEqual([]);
          };

          for (const each of steps) {
            switch (each.do) {
              case 'ask':
                replica.collector.ask(
                  each.cluster,
                  ...each.asked.map(({ name, target }) => `${name} ${target}`),
                );
                break;
              case 'lose':
                replica.collector.lose(each.cluster);
                break;
              case 'foreign':
                if (!provider.standing.some(one => one.includes(each.name))) {
                  provider.put(`${each.name} A 198.51.100.1`);
                  foreign.add(`${each.name} A 198.51.100.1`);
                }
                break;
              case 'drift': {
                const ours = provider.records.find(one => !foreign.has(one));
                if (ours?.includes(' A ')) {
                  provider.put(`${ours.split(' ')[0]} A 203.0.113.66`);
                }
                break;
              }
              case 'restart':
                await stop();
                replica = await start(replica);
                break;
              case 'fault': {
                let writes = 0;
                provider[each.when] = ({ operation }) => {
                  if (operation !== 'write') return;
                  writes += 1;
                  if (writes === each.write) {
                    throw new ProviderError(each.kind, 'A fault.');
                  }
                };
                break;
              }
              case 'refuse':
                provider.refuse = ({ recordType }) =>
                  recordType === each.type ? 'Not this type.' : undefined;
                break;
              default:
                await clock.advance(each.seconds * 1000);
            }
            await clock.advance(1_500);
            check();
          }

          provider.refuse = () => undefined;
          await clock.advance(6 * 60_000);
          check();
          const settled = provider.standing;
          const writes = provider.writes.length;
          await clock.advance(130_000);
          expect(provider.standing).toEqual(settled);
          expect(provider.writes).toHaveLength(writes);
          await stop();
          await knex.destroy();
        },
      ),
      { numRuns: 60 },
    );
  });
});
