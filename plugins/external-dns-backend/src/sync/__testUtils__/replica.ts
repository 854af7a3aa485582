import { mockServices } from '@backstage/backend-test-utils';
import { DnsProvider } from '@openova/backstage-plugin-external-dns-node';
import { Options, parseOptions } from '@openova/dns-engine';
import { Knex } from 'knex';
import { createAccounts } from '../../accounts/createAccounts';
import { VirtualClock } from '../../clock/__testUtils__/virtualClock';
import { Lease } from '../../lease/lease';
import { LeaseStore } from '../../lease/leaseStore';
import { createStore } from '../../store/store';
import { createSyncLoop, LoopTimes } from '../loop';
import { FakeCollector } from './fakeCollector';

/** Options of one instance, as an admin would write them. */
export function optionsOf(section: Record<string, unknown> = {}): Options[] {
  const { options, problems } = parseOptions({
    mode: 'sync',
    policy: 'sync',
    sources: ['service'],
    domainFilter: ['openova.io'],
    registry: {
      type: 'txt',
      txtOwnerId: 'openova',
      txtPrefix: '_externaldns.',
    },
    ...section,
  });
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  return options;
}

/** One replica of the backend, as far as the loop goes, on a clock that a test moves. */
export async function createReplica(options: {
  knex: Knex;
  clock: VirtualClock;
  providers: DnsProvider[];
  instances?: Options[];
  collector?: FakeCollector;
  holder?: string;
  times?: Partial<LoopTimes>;
}) {
  const { clock, knex, providers } = options;
  const instances = options.instances ?? optionsOf();
  const collector = options.collector ?? new FakeCollector(instances);
  const logger = mockServices.logger.mock();
  const store = createStore(knex);
  const accounts = await createAccounts({
    entries: providers.map((_, index) => ({
      type: 'memory',
      name: `account-${index + 1}`,
      index,
    })),
    factories: [
      {
        type: 'memory',
        create: async ({ config }) => providers[Number(config.index)],
      },
    ],
    clock,
  });
  const lease = new Lease({
    store: new LeaseStore(knex),
    clock,
    logger,
    holder: options.holder ?? 'replica-1',
  });
  const loop = createSyncLoop({
    collector,
    accounts,
    store,
    lease,
    instances,
    clock,
    logger,
    times: options.times,
  });
  return { loop, collector, store, accounts, lease, logger };
}
