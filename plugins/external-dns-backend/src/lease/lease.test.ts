import { mockServices } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { VirtualClock } from '../clock/__testUtils__/virtualClock';
import {
  migrated,
  testDatabases,
  watchQueries,
} from '../store/__testUtils__/databases';
import { Lease, LeaseLostError, LeaseTerm } from './lease';
import { LeaseStore } from './leaseStore';

jest.setTimeout(60_000);
const databases = testDatabases();

describe.each(databases.eachSupportedId())('the lease on %s', databaseId => {
  let knex: Knex;
  let clock: VirtualClock;
  let replicas: Replica[];

  beforeEach(async () => {
    knex = await migrated(databases, databaseId);
    clock = new VirtualClock();
    clock.busy = watchQueries(knex);
    replicas = [];
  });

  afterEach(async () => {
    for (const replica of replicas) {
      const stop = replica.lease.stop();
      await clock.advance(1_000);
      await stop;
    }
  });

  /** A replica whose work lasts as long as its term. */
  class Replica {
    term: LeaseTerm | undefined;
    /** Cut off from the database. */
    isCutOff = false;
    readonly lease: Lease;

    constructor(holder: string, clockOfReplica = clock) {
      const store = new LeaseStore(knex);
      const cutOff = () => this.isCutOff;
      this.lease = new Lease({
        holder,
        clock: clockOfReplica,
        logger: mockServices.logger.mock(),
        store: new Proxy(store, {
          get(target, key) {
            if (cutOff()) throw new Error('no database');
            const value: unknown = Reflect.get(target, key);
            return typeof value === 'function' ? value.bind(target) : value;
          },
        }),
      });
      replicas.push(this);
      this.lease.start(async term => {
        this.term = term;
        await new Promise<void>(resolve => {
          term.signal.addEventListener('abort', () => resolve());
        });
        this.term = undefined;
      });
    }
  }

  function writers(): number {
    return replicas.filter(replica => replica.term).length;
  }

  it('has one holder, however many start at once', async () => {
    const all = ['a', 'b', 'c'].map(holder => new Replica(holder));
    for (let second = 0; second < 60; second += 1) {
      await clock.advance(1_000);
      expect(writers()).toBe(1);
    }
    expect(all.find(replica => replica.term)?.term?.epoch).toBe(1);
  });

  it('is taken within 30 seconds of a crash, never while it lasts', async () => {
    const first = new Replica('first');
    await clock.advance(1_000);
    const second = new Replica('second');
    await clock.advance(30_000);
    expect(first.term?.epoch).toBe(1);
    first.isCutOff = true;
    let overlap = 0;
    let takenAfter: number | undefined;
    for (let passed = 0; passed <= 30_000; passed += 500) {
      if (writers() > 1) overlap += 1;
      if (second.term && takenAfter === undefined) takenAfter = passed;
      await clock.advance(500);
    }
    expect(overlap).toBe(0);
    expect(takenAfter).toBeGreaterThan(15_000);
    expect(takenAfter).toBeLessThan(30_000);
    expect(second.term?.epoch).toBe(2);
    first.isCutOff = false;
  });

  it('is released on shutdown and taken at the next look', async () => {
    const first = new Replica('first');
    await clock.advance(1_000);
    const second = new Replica('second');
    await clock.advance(1_000);
    const stop = first.lease.stop();
    await clock.advance(2_500);
    await stop;
    expect(first.term).toBeUndefined();
    expect(second.term?.epoch).toBe(2);
  });

  it('survives a database that is away for a moment', async () => {
    const first = new Replica('first');
    await clock.advance(1_000);
    first.isCutOff = true;
    await clock.advance(8_000);
    first.isCutOff = false;
    await clock.advance(60_000);
    expect(first.term?.epoch).toBe(1);
  });

  it('confirms only what ends within the term', async () => {
    const first = new Replica('first');
    await clock.advance(1_000);
    const term = first.term;
    await expect(term?.confirm(10_000)).resolves.toBeUndefined();
    await expect(term?.confirm(20_000)).rejects.toThrow(LeaseLostError);

    await knex('lease').update({ epoch: 7, holder: 'somebody' });
    await expect(term?.confirm(1_000)).rejects.toThrow(LeaseLostError);
    expect(term?.signal.aborted).toBe(true);
  });

  it('does not trust the clocks of others', async () => {
    const late = new VirtualClock('2020-01-01T00:00:00.000Z');
    late.busy = clock.busy;
    const first = new Replica('first', late);
    await late.advance(1_000);
    expect(first.term?.epoch).toBe(1);
    const second = new Replica('second');
    for (let round = 0; round < 20; round += 1) {
      await Promise.all([clock.advance(1_000), late.advance(1_000)]);
      expect(second.term).toBeUndefined();
    }
    const stop = first.lease.stop();
    await late.advance(1_000);
    await stop;
  });
});
