import { parseOptions } from '@openova/dns-engine';
import { secondsOf } from './durations';
import { Comments, ImportedInstance, ImportedProvider } from './instance';
import { JsonObject, isObject } from './json';
import { trapsTogether } from './traps';

/** The whole `externalDns` section, its comments by path, and the notes above it. @internal */
export interface ImportedSection {
  config: JsonObject;
  /** By path within the section: `instances.0.registry.txtOwnerId`. */
  comments: Comments;
  notes: { about?: string; text: string }[];
}

/** Keys in the order in which they are best read. */
const order = [
  'mode',
  'policy',
  'sources',
  'namespace',
  'annotationFilter',
  'labelFilter',
  'annotationPrefixes',
  'domainFilter',
  'excludeDomains',
  'regexDomainFilter',
  'regexDomainExclusion',
  'zoneIdFilter',
  'managedRecordTypes',
  'excludeRecordTypes',
];

const modeComment =
  'observe plans and shows, and never writes. Look at the plans on the DNS page (or with `external-dns plan`) beside the running ExternalDNS; when they are empty or as wanted, scale ExternalDNS to 0 and say sync.';

/**
 * One section of all instances: what they share stands at the top level. A single
 * instance is the top level.
 *
 * @internal
 */
export function assemble(given: readonly ImportedInstance[]): ImportedSection {
  const instances = distinctNames(given);
  const single = instances.length === 1 && !instances[0].clusters;
  const comments: Comments = new Map([['mode', modeComment]]);
  const shared = sharedConfig(instances);
  const config: JsonObject = { mode: 'observe', ...sorted(shared) };
  for (const [key, comment] of commentsOf(instances[0], shared)) {
    comments.set(key, comment);
  }
  addSchedule(instances, config, comments);
  addProviders(instances, config, comments);
  if (!single) {
    config.instances = instances.map((instance, index) => {
      const own = without(instance.config, shared);
      for (const [key, comment] of commentsOf(instance, own)) {
        comments.set(`instances.${index}.${key}`, comment);
      }
      comments.set(`instances.${index}`, `Was ${instance.origin}.`);
      return {
        name: instance.name,
        ...(instance.clusters ? { clusters: instance.clusters } : {}),
        ...sorted(own),
      };
    });
  }
  const notes = [
    ...instances.flatMap(({ name, notes: own }) =>
      [...new Set(own)].map(text => ({ about: name, text })),
    ),
    ...trapsTogether(instances).map(text => ({ text })),
    ...problemsOf(config).map(text => ({ text })),
  ];
  return { config, comments, notes: merged(notes, instances.length) };
}

function distinctNames(given: readonly ImportedInstance[]): ImportedInstance[] {
  const seen = new Set<string>();
  return given.map(instance => {
    let { name } = instance;
    if (seen.has(name) && instance.namespace) {
      name = `${instance.namespace}-${name}`;
    }
    for (let number = 2; seen.has(name); number += 1) {
      name = `${instance.name}-${number}`;
    }
    seen.add(name);
    return { ...instance, name };
  });
}

function sharedConfig(instances: readonly ImportedInstance[]): JsonObject {
  const [first, ...rest] = instances.map(each => each.config);
  const shared: JsonObject = {};
  for (const [key, value] of Object.entries(first)) {
    if (key === 'registry' && isObject(value)) {
      const registry = Object.fromEntries(
        Object.entries(value).filter(([inner, each]) =>
          rest.every(
            other =>
              isObject(other.registry) && equal(other.registry[inner], each),
          ),
        ),
      );
      if (Object.keys(registry).length > 0) shared.registry = registry;
    } else if (rest.every(other => equal(other[key], value))) {
      shared[key] = value;
    }
  }
  return shared;
}

function without(config: JsonObject, shared: JsonObject): JsonObject {
  const own: JsonObject = {};
  for (const [key, value] of Object.entries(config)) {
    const outer = shared[key];
    if (key === 'registry' && isObject(value) && isObject(outer)) {
      const inner = Object.fromEntries(
        Object.entries(value).filter(([each]) => !Object.hasOwn(outer, each)),
      );
      if (Object.keys(inner).length > 0) own.registry = inner;
    } else if (outer === undefined) own[key] = value;
  }
  return own;
}

function equal(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

function sorted(config: JsonObject): JsonObject {
  const place = (key: string) => {
    const at = order.indexOf(key);
    return at >= 0 ? at : order.length + (key === 'registry' ? 1 : 0);
  };
  return Object.fromEntries(
    Object.entries(config).sort(([a], [b]) => place(a) - place(b)),
  );
}

/** The instance's comments on keys that stand in `config`. */
function commentsOf(
  instance: ImportedInstance,
  config: JsonObject,
): [string, string][] {
  return [...instance.comments].filter(([path]) => {
    const [key, inner] = path.split('.');
    const value = config[key];
    return inner === undefined
      ? value !== undefined
      : isObject(value) && value[inner] !== undefined;
  });
}

function addSchedule(
  instances: readonly ImportedInstance[],
  config: JsonObject,
  comments: Comments,
): void {
  const intervals = instances.flatMap(({ interval }) =>
    interval ? [interval] : [],
  );
  if (intervals.length === 0) return;
  const [shortest] = intervals.sort((a, b) => secondsOf(a) - secondsOf(b));
  config.schedule = { sync: shortest };
  const told = new Set(intervals.map(secondsOf)).size > 1;
  comments.set(
    'schedule',
    `From --interval${
      told ? ' (the shortest of several)' : ''
    }. Changes of objects are followed at once; this is for what was missed.`,
  );
}

function addProviders(
  instances: readonly ImportedInstance[],
  config: JsonObject,
  comments: Comments,
): void {
  const providers: { entry: ImportedProvider; names: string[] }[] = [];
  for (const { name, provider } of instances) {
    const same = providers.find(({ entry }) =>
      equal(entry.config, provider.config),
    );
    if (same) same.names.push(name);
    else providers.push({ entry: provider, names: [name] });
  }
  config.providers = providers.map(({ entry }) => entry.config);
  providers.forEach(({ entry, names }, index) => {
    for (const [key, comment] of entry.comments) {
      comments.set(`providers.${index}.${key}`, comment);
    }
    if (providers.length > 1) {
      comments.set(
        `providers.${index}`,
        `Of ${names.join(
          ', ',
        )}. A zone that two entries hold is written by neither: keep one, or narrow them.`,
      );
    }
  });
}

/** What the engine says about the result, references counted as given. */
function problemsOf(config: JsonObject): string[] {
  const sample = JSON.parse(
    JSON.stringify(config).replace(
      /\$\{[A-Za-z_][\w.-]*\}/g,
      'a-value-of-exactly-32-characters',
    ),
  );
  return parseOptions(sample).problems.map(
    ({ path, message }) => `${path} ${message}.`,
  );
}

/** One note for all whom it concerns, with their names where that says something. */
function merged(
  notes: readonly { about?: string; text: string }[],
  instances: number,
): { about?: string; text: string }[] {
  const byText = new Map<string, string[]>();
  for (const { about, text } of notes) {
    byText.set(text, [...(byText.get(text) ?? []), ...(about ? [about] : [])]);
  }
  return [...byText].map(([text, names]) =>
    names.length === 0 || names.length === instances
      ? { text }
      : { about: names.join(', '), text },
  );
}
