import { regexDefect } from '../domainFilter';
import { parseAnnotationFilter, parseLabelSelector } from '../labelSelector';
import { parseNetwork } from '../address';
import { sources } from '../sources/sources';
import { compileTemplates } from '../templates';
import { ConfigReader, isJsonObject, JsonObject } from './configReader';
import {
  listKeys,
  otherKeys,
  passedOverKeys,
  sharedNamesKeys,
  switchKeys,
  textKeys,
} from './keys';
import { GslbOptions, parseGslb } from './gslbOptions';
import { parseRegistry } from './parseRegistry';
import { Options } from './types';

/** A mistake in the configuration. `path` is like `externalDns.instances[1].policy`. @public */
export interface ConfigProblem {
  path: string;
  /** What is wrong and what would be right. Never holds a secret. */
  message: string;
}

/** Default of v0.22 first, so that it wins where both are given. @public */
export const defaultAnnotationPrefixes: readonly string[] = [
  'external-dns.kubernetes.io/',
  'external-dns.alpha.kubernetes.io/',
];

const instanceKeys: readonly string[] = [
  ...textKeys,
  ...Object.keys(switchKeys),
  ...Object.keys(listKeys),
  ...otherKeys,
];
const sectionKeys: readonly string[] = [...instanceKeys, ...passedOverKeys];

/**
 * Reads the `externalDns` section from plain JSON: one `Options` for each instance
 * (one named `default` where none are configured). `options` is empty where there
 * are problems.
 *
 * @public
 */
export function parseOptions(config: unknown): {
  options: Options[];
  problems: ConfigProblem[];
} {
  const problems: ConfigProblem[] = [];
  const path = 'externalDns';
  if (!isJsonObject(config)) {
    return {
      options: [],
      problems: [{ path, message: 'must be a section with keys' }],
    };
  }
  const top = new ConfigReader(config, path, problems);
  const compat = readCompat(top);
  // ExternalDNS has many more flags than we read; in compat a flag line is carried
  // over as a whole.
  if (!compat) top.refuseUnknown(sectionKeys);
  const gslb = parseGslb(top, compat);
  const options = readInstances(config, top).map(reader =>
    readOptions(reader, compat, gslb),
  );
  requireDistinctNames(options, problems);
  return { options: problems.length > 0 ? [] : options, problems };
}

function readCompat(top: ConfigReader): boolean {
  const value = top.raw('compat');
  if (value === undefined || value === false || value === '') return false;
  if (value === 'external-dns' || value === true) return true;
  top.problem('compat', 'must be external-dns, or be left out');
  return false;
}

/** Each instance with the top level's keys under its own; `registry` key by key. */
function readInstances(config: JsonObject, top: ConfigReader): ConfigReader[] {
  const instances = top.raw('instances');
  const inherited = Object.fromEntries(
    Object.entries(config).filter(
      ([key]) => key !== 'name' && key !== 'clusters',
    ),
  );
  if (instances === undefined) {
    return [new ConfigReader(inherited, top.path, top.problems)];
  }
  if (!Array.isArray(instances) || instances.length === 0) {
    top.problem('instances', 'must be a list with at least one instance');
    return [];
  }
  return instances.flatMap((instance: unknown, index) => {
    const path = `${top.path}.instances[${index}]`;
    if (!isJsonObject(instance)) {
      top.problem(`instances[${index}]`, 'must be a section with keys');
      return [];
    }
    const own = new ConfigReader(instance, path, top.problems);
    own.refuseUnknown(instanceKeys);
    if (typeof instance.name !== 'string' || instance.name === '') {
      own.problem('name', 'must be given: each instance needs a name');
    }
    const merged: JsonObject = { ...inherited, ...instance };
    for (const key of ['registry', 'sharedNames']) {
      const outer = inherited[key];
      const inner = instance[key];
      if (isJsonObject(outer) && isJsonObject(inner)) {
        merged[key] = { ...outer, ...inner };
      }
    }
    return [new ConfigReader(merged, path, top.problems)];
  });
}

function readOptions(
  reader: ConfigReader,
  compat: boolean,
  gslb: GslbOptions,
): Options {
  const options: Options = {
    name: reader.text('name', 'default'),
    compat,
    mode: readMode(reader, compat),
    policy: readPolicy(reader, compat),
    ...readTexts(reader),
    ...readSwitches(reader),
    ...readLists(reader),
    annotationPrefixes: readAnnotationPrefixes(reader, compat),
    compatibility: reader.choice(
      'compatibility',
      ['', 'mate', 'molecule', 'kops-dns-controller'],
      '',
    ),
    minTtl: reader.duration('minTtl', 0),
    registry: parseRegistry(reader.section('registry'), compat),
    sharedNames: readSharedNames(reader.section('sharedNames')),
    gslb,
  };
  options.sources = namedSources(options.sources);
  const clusters = reader.raw('clusters');
  if (clusters !== undefined) options.clusters = reader.list('clusters', []);
  checkTogether(reader, options);
  return options;
}

function readMode(reader: ConfigReader, compat: boolean): Options['mode'] {
  if (reader.switch('dryRun', false)) return 'observe';
  return reader.choice(
    'mode',
    ['observe', 'sync'],
    compat ? 'sync' : 'observe',
  );
}

function readPolicy(reader: ConfigReader, compat: boolean): Options['policy'] {
  const policies = ['sync', 'upsert-only', 'create-only'] as const;
  if (!compat && !reader.has('policy')) {
    reader.problem(
      'policy',
      'must be given: sync (also deletes), upsert-only or create-only',
    );
  }
  return reader.choice('policy', policies, 'sync');
}

function readAnnotationPrefixes(
  reader: ConfigReader,
  compat: boolean,
): readonly string[] {
  const key = reader.has('annotationPrefixes')
    ? 'annotationPrefixes'
    : 'annotationPrefix';
  const fallback = compat
    ? defaultAnnotationPrefixes.slice(0, 1)
    : defaultAnnotationPrefixes;
  const prefixes = reader.list(key, fallback);
  if (prefixes.length === 0) {
    reader.problem(key, 'must name at least one prefix');
  }
  for (const prefix of prefixes) {
    if (!prefix.endsWith('/') || (prefix === '/' && !compat)) {
      reader.problem(
        key,
        'must be a domain that ends with a slash, like external-dns.kubernetes.io/',
      );
    }
  }
  return prefixes;
}

function readSharedNames(reader: ConfigReader): Options['sharedNames'] {
  reader.refuseUnknown(sharedNamesKeys);
  return {
    default: reader.choice('default', ['first-claim', 'union'], 'first-claim'),
    firstClaim: reader.list('firstClaim', []),
    union: reader.list('union', []),
  };
}

function readTexts(
  reader: ConfigReader,
): Pick<Options, (typeof textKeys)[number]> {
  return Object.fromEntries(
    textKeys.map(key => [key, reader.text(key, '')]),
  ) as Record<(typeof textKeys)[number], string>;
}

function readSwitches(
  reader: ConfigReader,
): Record<keyof typeof switchKeys, boolean> {
  return Object.fromEntries(
    Object.entries(switchKeys).map(([key, fallback]) => [
      key,
      reader.switch(key, fallback),
    ]),
  ) as Record<keyof typeof switchKeys, boolean>;
}

function readLists(
  reader: ConfigReader,
): Record<keyof typeof listKeys, readonly string[]> {
  return Object.fromEntries(
    Object.entries(listKeys).map(([key, fallback]) => [
      key,
      reader.list(key, fallback),
    ]),
  ) as Record<keyof typeof listKeys, readonly string[]>;
}

/** What ExternalDNS refuses at its start, and what would never work. */
function checkTogether(reader: ConfigReader, options: Options): void {
  const known = sources.map(source => source.name);
  if (options.sources.length === 0) {
    reader.problem('sources', `must name at least one of ${known.join(', ')}`);
  }
  for (const name of options.sources) {
    if (!known.includes(name) && !elsewhere.has(name)) {
      reader.problem(
        'sources',
        `has no source "${name.slice(0, 40)}": known are ${known.join(', ')}`,
      );
    }
  }
  if (
    options.registry.type === 'noop' &&
    options.policy === 'sync' &&
    !options.compat
  ) {
    reader.problem(
      'registry.type',
      'must be txt where policy is sync: without ownership every record of the zone would be deleted',
    );
  }
  if (options.createPtr && !options.managedRecordTypes.includes('PTR')) {
    reader.problem('createPtr', 'needs PTR in managedRecordTypes');
  }
  if (options.ignoreHostnameAnnotation && options.fqdnTemplate.length === 0) {
    reader.problem('ignoreHostnameAnnotation', 'needs a fqdnTemplate');
  }
  for (const key of ['regexDomainFilter', 'regexDomainExclusion'] as const) {
    const defect = regexDefect(options[key]);
    if (defect) {
      reader.problem(key, `must be a regular expression of RE2: ${defect}`);
    }
  }
  explain(reader, 'annotationFilter', () => {
    const requirements = parseAnnotationFilter(options.annotationFilter);
    const byClass = requirements.some(
      each => each.key === 'kubernetes.io/ingress.class',
    );
    const isRead = options.sources.includes('ingress');
    if (isRead && byClass && options.ingressClassNames.length > 0) {
      reader.problem(
        'ingressClassNames',
        'cannot be used together with an annotationFilter on kubernetes.io/ingress.class',
      );
    }
  });
  for (const key of ['labelFilter', 'gatewayLabelFilter'] as const) {
    explain(reader, key, () =>
      key === 'labelFilter'
        ? parseLabelSelector(options[key])
        : parseAnnotationFilter(options[key]),
    );
  }
  explain(reader, 'fqdnTemplate', () =>
    compileTemplates({
      ...options,
      targetTemplate: [],
      fqdnTargetTemplate: [],
    }),
  );
  explain(reader, 'targetTemplate', () =>
    compileTemplates({ ...options, fqdnTemplate: [], fqdnTargetTemplate: [] }),
  );
  explain(reader, 'fqdnTargetTemplate', () =>
    compileTemplates({ ...options, fqdnTemplate: [], targetTemplate: [] }),
  );
  for (const network of options.nat64Networks) {
    if (parseNetwork(network)?.prefixLength !== 96) {
      reader.problem(
        'nat64Networks',
        'must be networks with 96 bits, like 64:ff9b::/96',
      );
    }
  }
}

/** Sources of other parts of the portal. */
const elsewhere: ReadonlySet<string> = new Set(['empty']);

/** `GslbHttpRoute` is what people call a Gslb that refers to an HTTPRoute. */
function namedSources(given: readonly string[]): readonly string[] {
  const isAlias = (name: string) => /^(k8gb-)?gslb(httproute)?$/i.test(name);
  if (!given.some(isAlias)) return given;
  return [...new Set(given.map(name => (isAlias(name) ? 'k8gb' : name)))];
}

function explain(reader: ConfigReader, key: string, read: () => unknown): void {
  try {
    read();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    reader.problem(key, `cannot be read: ${why}`);
  }
}

function requireDistinctNames(
  options: readonly Options[],
  problems: ConfigProblem[],
): void {
  const seen = new Set<string>();
  options.forEach((each, index) => {
    if (seen.has(each.name)) {
      problems.push({
        path: `externalDns.instances[${index}].name`,
        message: `"${each.name}" is used by another instance already`,
      });
    }
    seen.add(each.name);
  });
}
