import { ProviderSpecificProperty } from './endpoint';
import { parseGoDuration } from './goDuration';
import { BrokenObject, JsonRecord, record } from './sources/json';

/** Annotations that ExternalDNS reads, without their prefix. @public */
export const annotationNames = [
  'hostname',
  'internal-hostname',
  'target',
  'ttl',
  'controller',
  'alias',
  'record-type',
  'set-identifier',
  'access',
  'endpoints-type',
  'ingress-hostname-source',
  'gateway-hostname-source',
] as const;

/** @public */
export type AnnotationName = (typeof annotationNames)[number];

/** Kubernetes takes no more than this of all annotations of an object, in bytes. */
const mostBytes = 262_144;

/** Annotations that become properties under the name of a provider. */
const propertyPrefixes: ReadonlyArray<readonly [string, string]> = [
  ['aws-', 'aws/'],
  ['azure-tags', 'azure/tags'],
  ['scw-', 'scw/'],
  ['webhook-', 'webhook/'],
  ['coredns-', 'coredns/'],
];

/** Cloudflare's properties are named by the whole annotation key. */
const cloudflareNames: ReadonlySet<string> = new Set([
  'cloudflare-proxied',
  'cloudflare-custom-hostname',
  'cloudflare-region-key',
  'cloudflare-record-comment',
  'cloudflare-tags',
]);

/** The annotations of one object, under the prefixes that count. @public */
export interface Annotations {
  /** The value under the first prefix that has it. */
  get(name: AnnotationName): string | undefined;
  /** Provider-specific properties, in the order of the keys. */
  properties(): ProviderSpecificProperty[];
  /** Keys, without prefix, whose values differ under two prefixes. */
  differing(): string[];
}

/**
 * Reads annotations under a list of prefixes, the first of which wins. Made once
 * for all objects of a sync, because the keys are put together only here.
 *
 * @public
 */
export function annotationReader(
  prefixes: readonly string[],
): (annotations: unknown) => Annotations {
  const keys = new Map<AnnotationName, readonly string[]>();
  for (const name of annotationNames) {
    keys.set(
      name,
      prefixes.map(prefix => prefix + name),
    );
  }
  return annotations => {
    if (annotations === undefined || annotations === null) return noAnnotations;
    const values = record(annotations, 'metadata.annotations');
    return new PrefixedAnnotations(values, prefixes, keys);
  };
}

const noAnnotations: Annotations = {
  get: () => undefined,
  properties: () => [],
  differing: () => [],
};

class PrefixedAnnotations implements Annotations {
  constructor(
    private readonly values: JsonRecord,
    private readonly prefixes: readonly string[],
    private readonly keys: ReadonlyMap<AnnotationName, readonly string[]>,
  ) {}

  get(name: AnnotationName): string | undefined {
    for (const key of this.keys.get(name) ?? []) {
      if (Object.hasOwn(this.values, key)) return this.text(key);
    }
    return undefined;
  }

  properties(): ProviderSpecificProperty[] {
    const found = new Map<string, string>();
    if (this.get('alias') === 'true') found.set('alias', 'true');
    const recordType = this.get('record-type');
    if (recordType !== undefined) found.set('record-type', recordType);
    for (const prefix of this.prefixes) {
      for (const key of Object.keys(this.values)) {
        if (!key.startsWith(prefix)) continue;
        const name = propertyName(key.slice(prefix.length), this.prefixes[0]);
        if (name !== undefined && !found.has(name)) {
          found.set(name, this.text(key));
        }
      }
    }
    return [...found].map(([name, value]) => ({ name, value }));
  }

  differing(): string[] {
    const [first, ...others] = this.prefixes;
    if (others.length === 0) return [];
    const differing = new Set<string>();
    for (const key of Object.keys(this.values)) {
      const prefix = others.find(each => key.startsWith(each));
      if (prefix === undefined) continue;
      const name = key.slice(prefix.length);
      for (const winner of [first, ...others]) {
        if (winner === prefix) break;
        if (!Object.hasOwn(this.values, winner + name)) continue;
        if (this.values[winner + name] !== this.values[key])
          differing.add(name);
        break;
      }
    }
    return [...differing];
  }

  private text(key: string): string {
    const value = this.values[key];
    const path = `metadata.annotations["${key}"]`;
    if (typeof value !== 'string') throw new BrokenObject(path, 'text');
    if (value.length > mostBytes) {
      throw new BrokenObject(path, 'at most 256 KiB, as in Kubernetes');
    }
    return value;
  }
}

function propertyName(name: string, firstPrefix: string): string | undefined {
  // One spelling, whichever prefix it was written under: providers know this one.
  if (cloudflareNames.has(name)) return firstPrefix + name;
  for (const [annotation, property] of propertyPrefixes) {
    if (name.startsWith(annotation)) {
      return property + name.slice(annotation.length);
    }
  }
  return undefined;
}

/**
 * A list of names or targets: blanks around it and all spaces inside removed, split
 * at commas. A line break inside stays.
 *
 * @public
 */
export function splitList(value: string): string[] {
  return value.replaceAll(' ', '').trim().split(',');
}

/**
 * The targets of a `target` annotation; an absent or empty one has none, and each
 * loses one trailing dot.
 *
 * @public
 */
export function annotatedTargets(annotations: Annotations): string[] {
  const value = annotations.get('target');
  if (!value) return [];
  return splitList(value).map(target =>
    target.endsWith('.') ? target.slice(0, -1) : target,
  );
}

/**
 * Seconds of a `ttl` annotation: a Go duration or whole seconds from 1 to
 * 2147483647. Undefined means unset, `invalid` that it was given and cannot count.
 *
 * @public
 */
export function annotatedTtl(
  annotations: Annotations,
): number | 'invalid' | undefined {
  const value = annotations.get('ttl');
  if (value === undefined || value === '') return undefined;
  const known = readTtls.get(value);
  if (known !== undefined) return known;
  const seconds = parseGoDuration(value) ?? wholeNumber(value);
  if (seconds === 0) return undefined;
  const ttl =
    seconds !== undefined && seconds >= 1 && seconds <= 2_147_483_647
      ? seconds
      : 'invalid';
  if (readTtls.size < 1000 && value.length < 32) readTtls.set(value, ttl);
  return ttl;
}

/** A cluster knows a handful of spellings; reading each once is enough. */
const readTtls = new Map<string, number | 'invalid'>();

function wholeNumber(value: string): number | undefined {
  return /^[-+]?[0-9]{1,64}$/.test(value) ? Number(value) : undefined;
}
