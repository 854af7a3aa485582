import { services } from './services';
import { syncOnce } from './syncOnce';
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
}

/** Syncs a world twice through the real module against a new, strict fake. */
export async function runWorld({
  id,
  config,
  clusters,
  zones,
}: ProviderVector['world']): Promise<VectorRun> {
  const [entry] = config.providers;
  const running = await serviceOf(entry.type).start({ zones, entry });
  try {
    const { provider } = running;
    await syncOnce({ id, config, clusters }, provider);
    const calls = running.calls().length;
    const after = running.zones();
    await syncOnce({ id, config, clusters }, provider);
    const laterWrites = running
      .calls()
      .slice(calls)
      .filter(({ isWrite, isDone }) => isWrite && isDone).length;
    return { zones: after, calls, laterWrites };
  } finally {
    await running.stop();
  }
}

/** Where ours differs from ExternalDNS; nothing: it does not. */
export async function problemsOf({
  world,
  result,
}: ProviderVector): Promise<string[]> {
  try {
    const { zones, calls, laterWrites } = await runWorld(world);
    const { canonical } = serviceOf(world.config.providers[0].type);
    const counts = Object.values(result.calls);
    const most = counts.reduce((sum, each) => sum + each, 0);
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

function serviceOf(type: unknown) {
  const name = typeof type === 'string' ? type : '';
  if (Object.hasOwn(services, name)) return services[name];
  throw new Error(
    `There is no service ${name} to run this with: add it to services/`,
  );
}
