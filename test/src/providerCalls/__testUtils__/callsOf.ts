import { Requests } from './countedProvider';
import { startBackend } from './runningBackend';
import { services } from './services';

/** What a sync does, and the requests that it took. */
export interface Measured extends Requests {
  /** Changes that were to be written, ownership TXT included. */
  operations: number;
  /** Changes that a batch takes; 1 where the service has no batches. */
  batch: number;
}

/** The syncs that are measured, by what changed. */
export type Measurements = Record<
  'first read' | 'nothing' | 'one name' | 'half of 1,000' | '1,000 new',
  Measured
>;

/**
 * Requests of syncs in one zone of so many records, half of them ownership TXT: of a
 * new writer, which reads the zone; with nothing changed; with a new value for one
 * name, and for 500 names; with 500 new names and their TXT.
 */
export async function callsInOneZone(
  service: string,
  records: number,
): Promise<Measurements> {
  const names = records / 2;
  const started = await services[service](['openova.io']);
  const host = (index: number) => `host-${index}.openova.io`;
  const wanted = (changed: number, more = 0) =>
    Array.from({ length: names + more }, (_, index) =>
      addressOf(host(index), index < changed ? 2 : 1),
    );
  try {
    const seeding = await startBackend(started);
    await seeding.ask(wanted(0));
    await seeding.stop();

    const backend = await startBackend(started);
    const { batchChanges: batch } = backend;
    const measured = async (
      operations: number,
      sync: () => Promise<void>,
    ): Promise<Measured> => {
      await sync();
      return { ...backend.requests(), operations, batch };
    };
    try {
      return {
        'first read': await measured(0, () => backend.ask(wanted(0))),
        nothing: await measured(0, () => backend.idle()),
        'one name': await measured(1, () => backend.ask(wanted(1))),
        'half of 1,000': await measured(499, () => backend.ask(wanted(500))),
        '1,000 new': await measured(1000, () => backend.ask(wanted(500, 500))),
      };
    } finally {
      await backend.stop();
    }
  } finally {
    await started.stop();
  }
}

/** Requests of a sync with one change in one of ten zones of 200 records. */
export async function callsInTenZones(service: string): Promise<Measured> {
  const zones = Array.from({ length: 10 }, (_, index) => `zone-${index}.io`);
  const started = await services[service](zones);
  const wanted = (isChanged: boolean) =>
    zones.flatMap((zone, zoneIndex) =>
      Array.from({ length: 100 }, (_, index) =>
        addressOf(
          `host-${index}.${zone}`,
          isChanged && zoneIndex === 3 && index === 3 ? 2 : 1,
        ),
      ),
    );
  try {
    const backend = await startBackend(started);
    try {
      await backend.ask(wanted(false));
      backend.requests();
      await backend.ask(wanted(true));
      const { batchChanges: batch } = backend;
      return { ...backend.requests(), operations: 1, batch };
    } finally {
      await backend.stop();
    }
  } finally {
    await started.stop();
  }
}

function addressOf(name: string, last: number): string {
  return `${name} A 192.0.2.${last}`;
}
