import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runWorld, VectorRun } from './runVector';
import { ProviderVector, readVectors } from './vector';

/** The lines of a service that are not compared. */
export function deviationsOf(service: string): ProviderVector[] {
  const folder = join(__dirname, '..', '..', '..', 'vectors');
  const text = readFileSync(join(folder, `${service}.jsonl`), 'utf8');
  return readVectors(text).filter(each => each.deviation);
}

/**
 * A line's world as it is here: no `compat`, written to, and flags of a provider at
 * the provider; the pace is the account's.
 */
export function inOurMode({ world }: ProviderVector): ProviderVector['world'] {
  const {
    compat: _compat,
    batchChangeInterval: _interval,
    batchChangeSize,
    providers: [entry],
    ...config
  } = world.config;
  const provider =
    batchChangeSize === undefined ? entry : { ...entry, batchChangeSize };
  return {
    ...world,
    config: { ...config, mode: 'sync', providers: [provider] },
  };
}

/** What our own mode makes of a line. */
export async function runDeviation(
  vectors: readonly ProviderVector[],
  id: string,
): Promise<VectorRun & { before: ProviderVector['world']['zones'] }> {
  const vector = vectors.find(({ world }) => world.id.endsWith(`/${id}`));
  if (!vector) throw new Error(`There is no line ${id}`);
  const run = await runWorld(inOurMode(vector));
  return { ...run, before: vector.world.zones };
}
