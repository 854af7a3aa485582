import { LoggerService } from '@backstage/backend-plugin-api';
import { createAccounts } from '@openova/backstage-plugin-external-dns-backend/src/accounts/createAccounts';
import { systemClock } from '@openova/backstage-plugin-external-dns-backend/src/clock/clock';
import { Lease } from '@openova/backstage-plugin-external-dns-backend/src/lease/lease';
import { LeaseStore } from '@openova/backstage-plugin-external-dns-backend/src/lease/leaseStore';
import { openStore } from '@openova/backstage-plugin-external-dns-backend/src/store/openStore';
import { createStore } from '@openova/backstage-plugin-external-dns-backend/src/store/store';
import { createSyncLoop } from '@openova/backstage-plugin-external-dns-backend/src/sync/loop';
import { parseOptions } from '@openova/dns-engine';
import knexFactory from 'knex';
import { AskingCollector } from './askingCollector';
import { countedProvider, Requests } from './countedProvider';
import { StartedService } from './services';

/** Longer than anything here lasts. */
const never = 24 * 60 * 60_000;

/** Milliseconds between two syncs that nobody asked for. */
const betweenSyncs = 100;

/** The backend's loop in front of a service, with a database in memory. */
export interface RunningBackend {
  /** What the clusters ask for from now on; resolves when it was written. */
  ask(records: readonly string[]): Promise<void>;
  /** Syncs some times although nothing changed. */
  idle(): Promise<void>;
  /** Requests since this was asked last. */
  requests(): Requests;
  /** How many changes a batch takes at the service itself; 1 where it has none. */
  batchChanges: number;
  stop(): Promise<void>;
}

const silent: LoggerService = {
  error: () => {},
  warn: () => {},
  info: () => {},
  debug: () => {},
  child: () => silent,
};

export async function startBackend({
  factory,
  entry,
}: StartedService): Promise<RunningBackend> {
  const knex = knexFactory({
    client: 'better-sqlite3',
    connection: ':memory:',
    useNullAsDefault: true,
    pool: { min: 1, max: 1 },
  });
  await openStore({ getClient: async () => knex });
  const { options: instances } = parseOptions({
    mode: 'sync',
    policy: 'sync',
    sources: ['service'],
    registry: { txtOwnerId: 'openova', txtPrefix: '_externaldns.' },
  });
  const requests: Requests = { reads: 0, writes: 0 };
  const accounts = await createAccounts({
    // Here it is counted, and nobody has to be spared.
    entries: [
      {
        ...entry,
        type: factory.type,
        rateLimit: { requests: 1e6, seconds: 1 },
      },
    ],
    factories: [
      {
        type: factory.type,
        create: async config =>
          countedProvider(await factory.create(config), requests),
      },
    ],
    clock: systemClock,
  });
  for (const { sentence } of accounts.problems) throw new Error(sentence);
  const [{ provider }] = accounts.accounts;
  const { batch } = provider.capabilities;
  const collector = new AskingCollector(instances[0]);
  let syncs = 0;
  let failure: string | undefined;
  const told = new Set<() => void>();
  const loop = createSyncLoop({
    collector,
    accounts,
    store: createStore(knex),
    lease: new Lease({
      store: new LeaseStore(knex),
      clock: systemClock,
      logger: silent,
      // A fake that makes a large zone holds this process up for a while.
      times: { duration: never, heartbeat: 60_000, poll: 2_000, margin: 0 },
    }),
    instances,
    clock: systemClock,
    logger: silent,
    times: {
      sync: never,
      sweep: never,
      patience: never,
      requestTimeout: 10_000,
    },
    events: {
      synced({ outcome, sentence }) {
        syncs += 1;
        if (outcome !== 'ok') failure = sentence ?? outcome;
        for (const tell of told) tell();
      },
    },
  });
  const ended = (count: number) =>
    new Promise<void>(resolve => {
      const look = () => {
        if (syncs < count) return;
        told.delete(look);
        resolve();
      };
      told.add(look);
      look();
    });
  let asked: readonly string[] = [];
  let isStarted = false;

  return {
    batchChanges: batch.atomic ? batch.changes : 1,
    async ask(records) {
      asked = records;
      const before = syncs;
      collector.ask(records);
      if (!isStarted) loop.start();
      isStarted = true;
      await ended(before + 1);
      if (failure !== undefined) throw new Error(`A sync failed: ${failure}`);
    },
    async idle() {
      const before = collector.collected;
      while (collector.collected < before + 3) {
        collector.ask(asked);
        await new Promise(resolve => {
          setTimeout(resolve, betweenSyncs);
        });
      }
    },
    requests() {
      const { reads, writes } = requests;
      requests.reads = 0;
      requests.writes = 0;
      return { reads, writes };
    },
    async stop() {
      await loop.stop();
      await provider.close?.();
      await knex.destroy();
    },
  };
}
