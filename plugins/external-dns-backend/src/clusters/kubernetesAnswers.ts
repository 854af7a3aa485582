import { KubeObject } from '@openova/dns-engine';
import {
  ClusterAccessError,
  Discovery,
  ServedKind,
} from '@openova/backstage-plugin-external-dns-node';

/*
 * What a Kubernetes API server answers, checked before anybody relies on it. A
 * proxy in between may answer 200 with a login page, and an empty list that was
 * not meant would take records away; so an answer counts only if it says of itself
 * that it is what was asked for.
 */

/** A JSON object. @internal */
export type JsonRecord = Readonly<Record<string, unknown>>;

/** @internal */
export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @internal */
export function apiVersionOf(kind: { group: string; version: string }): string {
  return kind.group === '' ? kind.version : `${kind.group}/${kind.version}`;
}

/** As RBAC names it: `services`, `httproutes.gateway.networking.k8s.io`. @internal */
export function resourceName(kind: { group: string; plural: string }): string {
  return kind.group === '' ? kind.plural : `${kind.plural}.${kind.group}`;
}

/** One page of a list as it arrived. @internal */
export interface RawPage {
  items: KubeObject[];
  resourceVersion: string;
  continueToken: string;
}

/**
 * A list of the given kind. Items of a list leave out their `apiVersion` and
 * `kind`; they get those of the list.
 *
 * @internal
 */
export function readList(
  body: unknown,
  kind: ServedKind,
  what: string,
): RawPage {
  const apiVersion = apiVersionOf(kind);
  if (
    !isRecord(body) ||
    body.apiVersion !== apiVersion ||
    typeof body.kind !== 'string' ||
    !body.kind.endsWith('List') ||
    !isRecord(body.metadata) ||
    typeof body.metadata.resourceVersion !== 'string'
  ) {
    throw new ClusterAccessError(
      'invalid',
      `${what} answered with something that is no list of ${resourceName(
        kind,
      )} in ${apiVersion}`,
    );
  }
  // Go writes a list without elements as null.
  const items = body.items ?? [];
  if (!Array.isArray(items)) {
    throw new ClusterAccessError(
      'invalid',
      `${what} answered with a list of ${resourceName(kind)} without items`,
    );
  }
  const itemKind = body.kind.slice(0, -'List'.length);
  const continueToken = body.metadata.continue;
  return {
    items: items.map(item => readObject(item, apiVersion, itemKind, what)),
    resourceVersion: body.metadata.resourceVersion,
    continueToken: typeof continueToken === 'string' ? continueToken : '',
  };
}

/** An object of a list or a watch: it has at least a name. @internal */
export function readObject(
  value: unknown,
  apiVersion: string,
  kind: string | undefined,
  what: string,
): KubeObject {
  if (isRecord(value) && isRecord(value.metadata)) {
    const { name, namespace } = value.metadata;
    const hasName = typeof name === 'string' && name !== '';
    if (hasName && (namespace === undefined || typeof namespace === 'string')) {
      return {
        ...value,
        apiVersion,
        kind: typeof value.kind === 'string' ? value.kind : kind,
        metadata: { ...value.metadata, name, namespace },
      };
    }
  }
  throw new ClusterAccessError(
    'invalid',
    `${what} sent an object of ${apiVersion} without a name`,
  );
}

/** The versions of each group of `/apis`. @internal */
export function readGroups(body: unknown, what: string): Map<string, string[]> {
  if (!isRecord(body) || body.kind !== 'APIGroupList') {
    throw notDiscovery(what, 'APIGroupList');
  }
  const groups = new Map<string, string[]>();
  for (const group of listOf(body.groups)) {
    if (!isRecord(group) || typeof group.name !== 'string') continue;
    const versions = listOf(group.versions).map(entry =>
      isRecord(entry) ? entry.version : undefined,
    );
    groups.set(group.name, textsOf(versions));
  }
  return groups;
}

/** The kinds of one version of a group, without subresources. @internal */
export function readResources(
  body: unknown,
  group: string,
  version: string,
  what: string,
): Discovery['kinds'] {
  const apiVersion = apiVersionOf({ group, version });
  if (
    !isRecord(body) ||
    body.kind !== 'APIResourceList' ||
    body.groupVersion !== apiVersion
  ) {
    throw notDiscovery(what, `APIResourceList of ${apiVersion}`);
  }
  const kinds: Discovery['kinds'] = [];
  for (const entry of listOf(body.resources)) {
    if (!isRecord(entry)) continue;
    const { name, kind, namespaced } = entry;
    if (typeof name !== 'string' || typeof kind !== 'string') continue;
    if (name.includes('/')) continue;
    kinds.push({
      group,
      version,
      plural: name,
      kind,
      namespaced: namespaced === true,
      // Without any, a server says nothing about what can be done.
      ...(Array.isArray(entry.verbs) && { verbs: textsOf(entry.verbs) }),
    });
  }
  return kinds;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function textsOf(values: readonly unknown[]): string[] {
  return values.filter((value): value is string => typeof value === 'string');
}

function notDiscovery(what: string, wanted: string): ClusterAccessError {
  return new ClusterAccessError(
    'invalid',
    `${what} answered with something that is no ${wanted}`,
  );
}
