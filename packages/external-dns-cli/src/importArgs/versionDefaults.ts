import { GivenFlags } from './givenFlags';
import { Comments } from './instance';
import { JsonObject, isObject } from './json';
import { isBefore } from './version';

const alphaPrefix = 'external-dns.alpha.kubernetes.io/';
const newPrefix = 'external-dns.kubernetes.io/';

/**
 * Writes down what a version of ExternalDNS does without being told, wherever
 * that differs from what we would do.
 *
 * @internal
 */
export function addVersionDefaults(
  version: string | undefined,
  given: GivenFlags,
  config: JsonObject,
  comments: Comments,
  notes: string[],
): void {
  addPolicy(version, config, comments, notes);
  addOwner(config, comments);
  if (version === undefined) {
    notes.push(
      'The version of ExternalDNS is not known: say --external-dns-version, because annotation prefix and TXT format depend on it.',
    );
    return;
  }
  addAnnotationPrefix(version, config, comments);
  addTxtFormat(version, given, config, comments);
  const sources: unknown[] = Array.isArray(config.sources)
    ? config.sources
    : [];
  if (sources.includes('node')) addNodeDefaults(version, config, comments);
  if (
    isBefore(version, 18) &&
    Array.isArray(config.defaultTargets) &&
    config.forceDefaultTargets === undefined
  ) {
    config.forceDefaultTargets = true;
    comments.set(
      'forceDefaultTargets',
      'Before v0.18 the default targets replaced those of every object.',
    );
  }
}

function addPolicy(
  version: string | undefined,
  config: JsonObject,
  comments: Comments,
  notes: string[],
): void {
  if (config.policy !== undefined) return;
  if (version !== undefined && !isBefore(version, 22)) {
    config.policy = 'upsert-only';
    comments.set(
      'policy',
      'Not given, and v0.22 does not start without it: upsert-only deletes nothing; say sync if ours may delete.',
    );
    notes.push(`--policy is missing, which v${version} refuses.`);
    return;
  }
  config.policy = 'sync';
  comments.set(
    'policy',
    'The default before v0.22, not given by the flags: it also deletes. upsert-only never does.',
  );
}

function addOwner(config: JsonObject, comments: Comments): void {
  const registry = isObject(config.registry) ? config.registry : {};
  if (registry.type !== 'txt') return;
  if (registry.txtOwnerId !== undefined && registry.txtOwnerId !== '') return;
  config.registry = { ...registry, txtOwnerId: 'default' };
  comments.set(
    'registry.txtOwnerId',
    'The default of the flag. Whoever left it out elsewhere has the same: make sure that nobody else writes to these zones as "default".',
  );
}

function addAnnotationPrefix(
  version: string,
  config: JsonObject,
  comments: Comments,
): void {
  if (config.annotationPrefixes !== undefined) return;
  const old = isBefore(version, 22);
  config.annotationPrefixes = [old ? alphaPrefix : newPrefix];
  comments.set(
    'annotationPrefixes',
    `v${version} reads this prefix alone. Without this key ${newPrefix} and ${alphaPrefix} are both read, the first before the second: remove it once that is wanted.`,
  );
}

function addTxtFormat(
  version: string,
  given: GivenFlags,
  config: JsonObject,
  comments: Comments,
): void {
  const registry = isObject(config.registry) ? config.registry : {};
  if (registry.type !== 'txt' || !isBefore(version, 18)) return;
  if (given.byName.has('txt-new-format-only')) return;
  config.registry = { ...registry, txtNewFormatOnly: false };
  comments.set(
    'registry.txtNewFormatOnly',
    `v${version} writes two TXT records for each record, one of them without the type, and updates every record where that one is missing. Keep false until going back to it is given up, then remove this key.`,
  );
}

function addNodeDefaults(
  version: string,
  config: JsonObject,
  comments: Comments,
): void {
  if (isBefore(version, 16)) {
    config.excludeUnschedulable = false;
    comments.set(
      'excludeUnschedulable',
      `v${version} publishes nodes that are cordoned as well.`,
    );
  }
  if (isBefore(version, 19) && config.exposeInternalIpv6 === undefined) {
    config.exposeInternalIpv6 = true;
    comments.set(
      'exposeInternalIpv6',
      `v${version} publishes internal IPv6 addresses of nodes.`,
    );
  }
}
