import { sources as engineSources } from '@openova/dns-engine';
import { ArgumentList } from './argumentList';
import { secondsOf } from './durations';
import { flagValue } from './flagValue';
import { readFlags } from './givenFlags';
import { importProvider } from './importProvider';
import { Comments, ImportedInstance } from './instance';
import { JsonObject, isObject } from './json';
import { addVersionDefaults } from './versionDefaults';
import { trapsOf } from './traps';
import { isBefore, minorOf } from './version';

/** Sources of the table of the engine, and the one that asks for nothing. */
const known: ReadonlySet<string> = new Set([
  ...engineSources.map(source => source.name),
  'empty',
]);

/** Turns one argument list into an instance. @internal */
export function importInstance(input: ArgumentList): ImportedInstance {
  const given = readFlags(input);
  const notes = [...input.notes, ...given.notes];
  const config: JsonObject = {};
  const comments: Comments = new Map();
  let interval: ImportedInstance['interval'];
  for (const each of given.byName.values()) {
    const { name, becomes } = each.flag;
    notes.push(...versionNotes(input, each.flag));
    if (becomes.as === 'none') notes.push(`--${name}: ${becomes.why}`);
    if (becomes.as !== 'option') continue;
    const { value, comment } = flagValue(each, input.environment);
    if (becomes.key === 'schedule.sync') {
      if (isDuration(value)) interval = value;
      else notes.push(`--${name} is no duration and was left out.`);
      continue;
    }
    if (becomes.key === 'mode') {
      if (value === true) notes.push('--dry-run: mode observe does the same.');
      continue;
    }
    setOption(config, becomes.key, asOption(becomes.key, value));
    if (comment) comments.set(becomes.key, comment);
  }
  const needless = [...given.byName.values()].flatMap(({ flag }) =>
    flag.becomes.as === 'built-in' && flag.name !== 'provider'
      ? [`--${flag.name}`]
      : [],
  );
  if (needless.length > 0) {
    notes.push(`Need no key here (docs/flags.md): ${needless.join(', ')}.`);
  }
  checkSources(config, notes);
  checkRegistry(config, notes);
  addVersionDefaults(input.version, given, config, comments, notes);
  const provider = importProvider(input, given, notes);
  notes.push(...trapsOf(config, provider.config));
  return {
    name: input.name,
    ...(input.namespace ? { namespace: input.namespace } : {}),
    origin: input.version ? `${input.origin}, v${input.version}` : input.origin,
    ...(input.clusters ? { clusters: input.clusters } : {}),
    config,
    comments,
    ...(interval && secondsOf(interval) !== 60 ? { interval } : {}),
    provider,
    notes,
  };
}

/** A flag that its version did not know, or that a newer one no longer does. */
function versionNotes(
  input: ArgumentList,
  flag: { name: string; since: string; until?: string },
): string[] {
  const { version } = input;
  if (version === undefined) return [];
  if (isBefore(version, minorOf(flag.since))) {
    return [
      `--${flag.name} is not known to v${version} (it came with v${flag.since}): was the version meant?`,
    ];
  }
  if (flag.until !== undefined && !isBefore(version, minorOf(flag.until) + 1)) {
    return [
      `--${flag.name} is no longer known to v${version} (the last was v${flag.until}).`,
    ];
  }
  return [];
}

function setOption(config: JsonObject, key: string, value: unknown): void {
  if (!key.startsWith('registry.')) {
    config[key] = value;
    return;
  }
  const registry = isObject(config.registry) ? config.registry : {};
  registry[key.slice('registry.'.length)] = value;
  config.registry = registry;
}

function asOption(key: string, value: unknown): unknown {
  return key === 'annotationPrefixes' ? [value] : value;
}

function isDuration(value: unknown): value is Record<string, number> {
  return isObject(value);
}

function checkSources(config: JsonObject, notes: string[]): void {
  const asked: unknown[] = Array.isArray(config.sources) ? config.sources : [];
  config.sources = asked.filter(each => known.has(String(each)));
  for (const source of asked) {
    if (known.has(String(source))) continue;
    notes.push(
      `The source ${String(
        source,
      )} does not exist here: keep an ExternalDNS for it, with an owner id of its own.`,
    );
  }
  if (asked.length === 0) {
    notes.push('No --source is given: say in `sources` what is to be read.');
  }
}

function checkRegistry(config: JsonObject, notes: string[]): void {
  const registry = isObject(config.registry) ? config.registry : {};
  const { type } = registry;
  config.registry = { type: 'txt', ...registry };
  if (type === undefined || type === 'txt' || type === 'noop') return;
  config.registry = { ...registry, type: 'txt' };
  notes.push(
    `--registry=${String(
      type,
    )}: ownership is kept in TXT records here. The records of this deployment have none, so they count as foreign until they are adopted: do not switch to sync before.`,
  );
}
