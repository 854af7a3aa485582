import { remoteServer } from './services/remote';
import { serviceOf } from './services';
import { ServerState } from './services/service';
import { Refusals, syncOnce } from './syncOnce';
import { NativeZone, ProviderVector } from './vector';
import { zoneDifference } from './zoneContent';

/** What two syncs of a world came to. */
export interface VectorRun {
  /** After the first sync. */
  zones: NativeZone[];
  /** Requests of the first sync. */
  calls: number;
  /** Writes of the second sync that the service took. */
  laterWrites: number;
  /** Of the first sync. */
  refusals: Refusals;
}

/**
 * Syncs a world twice through the real module, against a new, strict fake or the
 * server at a URL. Of the world the sync sees the configuration and the clusters.
 */
export async function runWorld(
  { id, config, clusters, zones, faults }: ProviderVector['world'],
  server?: string,
): Promise<VectorRun> {
  const [entry] = config.providers;
  const service = serviceOf(entry.type);
  const running = server
    ? await remoteServer(server, service, { zones, faults })
    : await service.start({ zones, faults });
  try {
    const provider = await service.factory.create({
      config: { ...entry, ...running.entry },
      path: 'externalDns.providers[0]',
    });
    const refusals = await syncOnce({ id, config, clusters }, provider);
    const after = await running.state();
    await syncOnce({ id, config, clusters }, provider);
    const end = await running.state();
    await provider.close?.();
    return {
      zones: after.zones,
      calls: callsOf(after),
      laterWrites: writesOf(end) - writesOf(after),
      refusals,
    };
  } finally {
    await running.stop();
  }
}

/** Where ours differs from ExternalDNS; nothing: it does not. */
export async function problemsOf(
  { world, result }: ProviderVector,
  server?: string,
): Promise<string[]> {
  try {
    const { zones, calls, laterWrites } = await runWorld(world, server);
    const { canonical } = serviceOf(world.config.providers[0].type);
    const most = callsOf(result);
    const problems = zoneDifference(result.zones, zones, canonical);
    if (laterWrites > 0) {
      problems.push(`a second sync writes ${laterWrites} times`);
    }
    if (calls > most) {
      problems.push(`${calls} calls, where ExternalDNS makes ${most}`);
    }
    return problems;
  } catch (error) {
    return [`${error}`];
  }
}

function callsOf({ calls }: Pick<ServerState, 'calls'>): number {
  return Object.values(calls).reduce((sum, each) => sum + each, 0);
}

function writesOf({ writes }: ServerState): number {
  return writes.filter(({ status }) => status < 400).length;
}
