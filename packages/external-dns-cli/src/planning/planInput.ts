import {
  KubeObject,
  parseOptions,
  planWorld,
  WorldPlan,
} from '@openova/dns-engine';
import { GivenOptions, OptionTypes } from '../commandLine/readOptions';
import { Terminal, UsageError } from '../commandLine/terminal';
import { JsonObject } from '../importArgs/json';
import { nodeTxtCipher } from '../nodeTxtCipher';
import { semanticsOf } from '../providers';
import { assumeAccepted, laidOver } from './assumeAccepted';
import { readManifests } from './readManifests';
import { readRecords } from './readRecords';
import { readSection } from './readSection';

/** The options that `plan` and `explain` share. @internal */
export const planOptions = {
  config: 'text',
  manifests: 'texts',
  cluster: 'text',
  records: 'text',
  zone: 'texts',
  'assume-accepted': 'switch',
  color: ['auto', 'always', 'never'],
} as const satisfies OptionTypes;

/** What was read, and what the engine makes of it. @internal */
export interface Planned {
  world: WorldPlan;
  /** By cluster, one object for each identity. */
  objects: ReadonlyMap<string, readonly KubeObject[]>;
  /** False where no records were given. */
  recordsKnown: boolean;
}

/** Reads configuration, objects and records, and plans. @internal */
export async function planInput(
  options: GivenOptions,
  terminal: Terminal,
): Promise<Planned> {
  const configPath = options.text('config');
  const manifests = options.texts('manifests');
  const recordsPath = options.text('records');
  if (configPath === undefined) throw new UsageError('--config is missing.');
  if (manifests.length === 0) throw new UsageError('--manifests is missing.');
  const piped = [...manifests, ...(recordsPath ? [recordsPath] : [])].filter(
    each => /(^|=)-$/.test(each),
  );
  if (piped.length > 1) {
    throw new UsageError('only one thing can be read from standard input.');
  }
  const config = await readSection(configPath, terminal.environment);
  const objects = await readObjects(options, manifests, terminal);
  const records = recordsPath ? await readRecords(recordsPath, terminal) : [];
  warnOfUnreadClusters(config, objects, terminal);
  const zones = options.texts('zone');
  const world = planWorld(
    {
      id: 'plan',
      config,
      clusters: Object.fromEntries(objects),
      records,
      ...(zones.length > 0 ? { zones } : {}),
    },
    { cipher: nodeTxtCipher, semanticsOf },
  );
  return { world, objects, recordsKnown: recordsPath !== undefined };
}

async function readObjects(
  options: GivenOptions,
  manifests: readonly string[],
  terminal: Terminal,
): Promise<Map<string, KubeObject[]>> {
  const read = await readManifests(
    manifests,
    options.text('cluster'),
    terminal,
  );
  const assume = options.has('assume-accepted');
  return new Map(
    [...read].map(([cluster, objects]) => {
      const each = laidOver(objects);
      return [cluster, assume ? each.map(assumeAccepted) : each];
    }),
  );
}

/** An instance that names its clusters leaves the others out without a word. */
function warnOfUnreadClusters(
  config: JsonObject,
  objects: ReadonlyMap<string, unknown>,
  terminal: Terminal,
): void {
  const { options } = parseOptions(config);
  if (options.length === 0 || options.some(each => !each.clusters)) return;
  const read = new Set(options.flatMap(each => each.clusters ?? []));
  for (const cluster of objects.keys()) {
    if (read.has(cluster)) continue;
    terminal.warn(
      `external-dns: no instance reads the cluster "${cluster}" (they read ${[
        ...read,
      ].join(', ')}): say which one it is with --manifests CLUSTER=PATH.\n`,
    );
  }
}

/** Whether to colour, as --color and the terminal say. @internal */
export function wantsColours(
  options: GivenOptions,
  terminal: Terminal,
): boolean {
  const when = options.text('color') ?? 'auto';
  return when === 'always' || (when === 'auto' && terminal.colours);
}
