import { isDelegationResource } from '../delegation/nsName';
import { DomainFilter, domainFilter } from '../domainFilter';
import { Options } from '../options/types';
import { OwnedRecordSet } from '../recordSet';
import { ownerLabel, resourceLabel } from '../registry/txtValue';
import { managedTypes } from './managedTypes';
import type { PlanZoneInput } from './planZone';

/*
 * Who may do what to a record that is ours. A record names its owner id and the
 * object that asked for it; the instances with that owner id decide, all of them,
 * since any of them may have written it.
 */

/** An instance with its filters compiled. @internal */
export interface InstanceRules {
  options: Options;
  passes: DomainFilter;
  manages(recordType: string): boolean;
}

/** @internal */
export interface Authority {
  allRules: readonly InstanceRules[];
  /** Whether anybody wants the TXT without the type as well. */
  writesOldForm: boolean;
  rulesOf(options: Options): InstanceRules;
  /** The instances that may have written a record of this owner. */
  rulesOfOwner(owner: string): readonly InstanceRules[];
  /** Of which nothing is known, not even what they wanted before. */
  unreadClusters: ReadonlySet<string>;
  /** The first cluster that may want this record but cannot be read; undefined if none. */
  unreadFor(current: Pick<OwnedRecordSet, 'labels'>): string | undefined;
  /** Whether everybody who may have written it agrees that it may be deleted. */
  mayDelete(current: OwnedRecordSet, name: string): boolean;
}

/** The sources that write `kind/...` into a TXT's `resource`. */
const sourcesOfKind: Readonly<Record<string, string>> = {
  httproute: 'gateway-httproute',
  grpcroute: 'gateway-grpcroute',
  tlsroute: 'gateway-tlsroute',
  tcproute: 'gateway-tcproute',
  udproute: 'gateway-udproute',
  service: 'service',
  ingress: 'ingress',
  crd: 'crd',
  node: 'node',
  pod: 'pod',
};

/** @internal */
export function authority(
  input: PlanZoneInput,
  instances: readonly Options[],
): Authority {
  const allRules = instances.map(rulesFor);
  const byOptions = new Map(allRules.map(rules => [rules.options, rules]));
  const byOwner = new Map<string, InstanceRules[]>();
  for (const rules of allRules) {
    for (const owner of ownersOf(rules.options)) {
      byOwner.set(owner, [...(byOwner.get(owner) ?? []), rules]);
    }
  }
  const unread = input.desired.flatMap(({ options, cluster, sources }) =>
    sources
      .filter(each => each.state === 'unread')
      .map(({ source }) => ({ options, cluster, source })),
  );
  const rulesOfOwner = (owner: string) => byOwner.get(owner) ?? [];
  const isHeard = freshLists(input.desired);
  return {
    allRules,
    writesOldForm: allRules.some(
      ({ options }) => !options.registry.txtNewFormatOnly,
    ),
    rulesOf(options) {
      const known = byOptions.get(options);
      if (known) return known;
      const rules = rulesFor(options);
      byOptions.set(options, rules);
      return rules;
    },
    rulesOfOwner,
    unreadClusters: new Set(unread.map(({ cluster }) => cluster)),
    unreadFor(current) {
      if (unread.length === 0) return undefined;
      const owner = current.labels[ownerLabel] ?? '';
      const source = sourceOf(current);
      return unread.find(
        each =>
          (ownersOf(each.options).includes(owner) ||
            each.options.registry.migrateFromTxtOwner === owner) &&
          (source === undefined || source === each.source),
      )?.cluster;
    },
    mayDelete(current, name) {
      const owners = rulesOfOwner(current.labels[ownerLabel] ?? '');
      const filtered = owners.filter(
        rules => rules.passes(name) && mayManage(rules, current),
      );
      return (
        filtered.length > 0 &&
        filtered.every(
          ({ options }) =>
            options.policy === 'sync' &&
            isHeard(options.name, sourceOf(current)),
        )
      );
    },
  };
}

/**
 * Whether somebody who is read can say of an instance that an object is gone: a
 * source that is stale everywhere, or an instance without a cluster (a catalogue
 * that is not loaded yet), cannot. A source that is not configured any more wants
 * nothing, as whoever else is read there says.
 */
function freshLists(
  desired: PlanZoneInput['desired'],
): (instance: string, source: string | undefined) => boolean {
  const states = new Map<string, Map<string, boolean>>();
  for (const { options, sources } of desired) {
    const known = states.get(options.name) ?? new Map<string, boolean>();
    states.set(options.name, known);
    for (const { source, state } of sources) {
      known.set(source, known.get(source) || state === 'fresh');
    }
  }
  return (instance, source) => {
    const known = states.get(instance);
    if (!known) return false;
    const ofSource = source === undefined ? undefined : known.get(source);
    return ofSource ?? [...known.values()].some(Boolean);
  };
}

/** The source that wrote a record, as its TXT tells; undefined where it does not. */
function sourceOf({
  labels,
}: Pick<OwnedRecordSet, 'labels'>): string | undefined {
  const resource = labels[resourceLabel] ?? '';
  if (isDelegationResource(resource)) return 'k8gb';
  const [kind] = resource.split('/');
  return Object.hasOwn(sourcesOfKind, kind) ? sourcesOfKind[kind] : undefined;
}

/** Delegations are taken away only by somebody who reads k8gb. */
function mayManage(
  { options, manages }: InstanceRules,
  current: OwnedRecordSet,
) {
  return isDelegationResource(current.labels[resourceLabel] ?? '')
    ? options.sources.includes('k8gb')
    : manages(current.record.recordType);
}

function rulesFor(options: Options): InstanceRules {
  return {
    options,
    passes: domainFilter(options),
    manages: managedTypes(options),
  };
}

function ownersOf({ registry }: Options): string[] {
  return registry.type === 'noop' ? [''] : [registry.txtOwnerId];
}
