import { LoggerService } from '@backstage/backend-plugin-api';
import { RecordSet } from '@openova/dns-engine';
import {
  ChangeResult,
  DnsProvider,
  ProviderContext,
  ProviderError,
  Zone,
} from '@openova/backstage-plugin-external-dns-node';
import { Knex } from 'knex';
import {
  EmbeddedEntry,
  isLoopback,
  reachableAddress,
} from './config/embeddedEntry';
import { firstRecords } from './config/firstRecords';
import { embeddedCapabilities, embeddedSemantics } from './semantics';
import { answerMessage } from './server/answerMessage';
import { DnsServer } from './server/dnsServer';
import { ServingLoop } from './server/servingLoop';
import { ZoneFollower } from './store/zoneFollower';
import { ZoneStore } from './store/zoneStore';
import { readBatch } from './write/decideBatch';
import { RefusedChange, StaleChange } from './write/refusals';
import { StoredRecordSet } from './zone/zoneContents';

const pageSize = 1000;
/** Many names are read sooner by going through the zone. */
const namesPerRead = 1000;

/**
 * The embedded DNS server as a provider: makes the entry's zones where they are
 * new, serves them, and writes to them. The port is opened in the background, and
 * opened again when it was lost: until then `listZones` says why.
 *
 * A batch is one transaction. If one of its changes is refused, nothing of it is
 * written and `Rejected` is thrown, with the record's name. If what stands is not
 * what was read (`old`), or a created record set is there already, nothing is
 * written either and every change is `unknown`: reading the zone again mends it.
 */
export async function createEmbeddedProvider(options: {
  entry: EmbeddedEntry;
  /** With this module's tables. */
  knex: Knex;
  logger: LoggerService;
}): Promise<DnsProvider> {
  const { entry, logger } = options;
  const { address, port } = entry.listen;
  if (!isLoopback(address)) {
    logger.warn(
      `${entry.path}.listen.address is ${address}: the embedded DNS server is for demos and tests, and whoever reaches that address can ask it; use 127.0.0.1`,
    );
  }
  const store = new ZoneStore(options.knex);
  for (const zone of entry.zones) {
    await store.createIfAbsent(zone.name, {
      serial: Math.floor(Date.now() / 1000),
      recordSets: firstRecords(zone, entry),
    });
  }
  const follower = new ZoneFollower(
    store,
    entry.zones.map(zone => zone.name),
  );
  await follower.catchUp();
  const server = new DnsServer({
    address,
    port,
    answer: (message, transport) =>
      answerMessage(follower.zones, message, transport),
  });
  const loop = new ServingLoop({ server, follower, logger, path: entry.path });
  await loop.start();

  return {
    capabilities: embeddedCapabilities,
    semantics: embeddedSemantics,

    async listZones(context) {
      await admitted(context);
      const open = server.port;
      if (open === undefined) {
        throw new ProviderError('Unavailable', loop.sentence());
      }
      return entry.zones.map(({ name, visibility }): Zone => {
        const contents = follower.zones.get(name);
        const servers = contents?.setsAt(name).get('NS')?.data ?? [];
        return {
          id: name,
          name,
          visibility,
          nameServers: servers.flatMap(each =>
            each.type === 'NS' ? [each.data.target] : [],
          ),
          serverAddresses: [{ address: reachableAddress(address), port: open }],
        };
      });
    },

    async *listRecordSets(zone, { names }, context) {
      known(zone);
      // A zone that was deleted must not look like one that is empty.
      const found = await reachable(() => store.versions([zone.name]));
      if (found.length === 0) throw missing(zone);
      const wanted = names && new Set(names.map(name => name.toLowerCase()));
      if (wanted && wanted.size <= namesPerRead) {
        await admitted(context);
        const sets = await reachable(() =>
          store.readNames(zone.name, [...wanted]),
        );
        yield sets.map(set => toRecordSet(zone, set));
        return;
      }
      const pages = store.readZone(zone.name, pageSize);
      for (;;) {
        await admitted(context);
        const page = await reachable(() => pages.next());
        if (page.done) return;
        yield page.value.map(set => toRecordSet(zone, set));
      }
    },

    async writeBatch(zone, changes, context) {
      known(zone);
      await admitted(context, { write: true });
      try {
        const batch = readBatch(zone.name, changes);
        const outcome = await reachable(() =>
          store.write(zone.name, batch.names, batch.decide),
        );
        if (outcome === 'no such zone') throw missing(zone);
      } catch (error) {
        if (error instanceof StaleChange) {
          const { message } = error;
          return changes.map(
            (): ChangeResult => ({ outcome: 'unknown', message }),
          );
        }
        if (error instanceof RefusedChange) {
          throw new ProviderError('Rejected', error.message);
        }
        throw error;
      }
      // Written; if it cannot be read now, the loop reads it within a second.
      await follower.catchUp().catch(() => undefined);
      return changes.map((): ChangeResult => ({ outcome: 'done' }));
    },

    close: () => loop.stop(),
  };

  function known(zone: Zone): void {
    if (!entry.zones.some(({ name }) => name === zone.name))
      throw missing(zone);
  }

  function missing(zone: Zone): ProviderError {
    return new ProviderError(
      'InvalidConfig',
      `${zone.name} is no zone of ${entry.path}: add it to zones`,
    );
  }
}

async function admitted(
  context: ProviderContext,
  options?: { write: boolean },
): Promise<void> {
  context.signal.throwIfAborted();
  await context.budget.take(options);
  context.signal.throwIfAborted();
}

/** The database's failures in a provider's words; a batch's refusals as they are. */
async function reachable<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof StaleChange || error instanceof RefusedChange) {
      throw error;
    }
    throw new ProviderError(
      'Unavailable',
      'The database of the embedded DNS server cannot be reached',
      { cause: error },
    );
  }
}

function toRecordSet(zone: Zone, set: StoredRecordSet): RecordSet {
  return {
    zone: zone.name,
    dnsName: set.dnsName,
    recordType: set.recordType,
    targets: set.targets,
    recordTTL: set.ttl,
  };
}
