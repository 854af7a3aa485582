import { createStore } from '@openova/backstage-plugin-external-dns-backend/src/store/store';
import { SyncContext } from '@openova/backstage-plugin-external-dns-backend/src/sync/context';
import { ObservedZones } from '@openova/backstage-plugin-external-dns-backend/src/sync/observedZone';
import { LoggerService } from '@backstage/backend-plugin-api';
import { Options } from '@openova/dns-engine';
import knex from 'knex';
import { hastyClock } from './hastyClock';

/** A minute of real time; see the clock. */
const requestTimeout = 60_000_000;

const silent: LoggerService = {
  error: () => {},
  warn: () => {},
  info: () => {},
  debug: () => {},
  child: () => silent,
};

/** The surroundings of one sync in a term that does not end, with nothing stored. */
export function syncContext(options: Options): SyncContext {
  return {
    term: {
      epoch: 1,
      signal: new AbortController().signal,
      confirm: async () => {},
    },
    // Never asked: nothing here reads or writes rows.
    store: createStore(
      knex({ client: 'better-sqlite3', useNullAsDefault: true }),
    ),
    clock: hastyClock,
    logger: silent,
    observed: new ObservedZones(),
    instances: [options],
    priority: 'background',
    requestTimeout,
    startedAt: hastyClock.now(),
    row: undefined,
    async syncId() {
      throw new Error('This sync writes nothing down');
    },
  };
}
