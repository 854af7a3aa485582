import { Wish } from '../endpoint';
import { Claim, nameKey } from '../merge/claims';
import { normaliseName } from '../name';
import { Options } from '../options/types';
import { parseOptions } from '../options/parseOptions';
import { anyProvider } from '../plan/anyProvider';
import { InstanceWishes, PlanZoneInput, ZonePlan } from '../plan/planZone';
import { RecordSet } from '../recordSet';

/* What a zone is planned on, with one instance for each of two clusters. */

export const zone = 'openova.io';

/**
 * Instances `eu` (owner `me`) and `us` (owner `us`) of the clusters of these names,
 * with what differs for `us` and in the registry of both.
 */
export function twoInstances(
  us: Record<string, unknown> = {},
  registry: Record<string, unknown> = {},
): Options[] {
  const { options } = parseOptions({
    policy: 'sync',
    mode: 'sync',
    sources: ['crd'],
    registry: {
      type: 'txt',
      txtOwnerId: 'me',
      txtPrefix: '_x.',
      txtWildcardReplacement: 'any',
      ...registry,
    },
    instances: [
      { name: 'eu', clusters: ['eu'] },
      { name: 'us', clusters: ['us'], registry: { txtOwnerId: 'us' }, ...us },
    ],
  });
  return options;
}

/** One line of a DNSEndpoint: `one` is older than `two`. */
export interface WishSpec {
  dnsName: string;
  recordType: string;
  target: string;
  object: string;
  setIdentifier?: string;
}

export function wishOf(spec: WishSpec, cluster: string): Wish {
  const { dnsName, recordType, target, object, setIdentifier } = spec;
  const origin = {
    cluster,
    kind: 'DNSEndpoint',
    namespace: 'shop',
    name: object,
    creationTimestamp: `2026-01-0${object === 'one' ? 1 : 2}T00:00:00Z`,
  };
  return {
    endpoint: {
      dnsName,
      recordType,
      targets: [target],
      labels: { resource: `crd/shop/${object}` },
      ...(setIdentifier && { setIdentifier }),
    },
    origin,
    contributors: [origin],
  };
}

/** The input of a plan; what is given replaces what stands here. */
export function zoneInput(
  { eu = [], us = [] }: { eu?: readonly Wish[]; us?: readonly Wish[] },
  more: Partial<PlanZoneInput> = {},
): PlanZoneInput {
  const instances = more.instances ?? twoInstances();
  const entry = (
    options: Options,
    cluster: string,
    wishes: readonly Wish[],
  ): InstanceWishes => ({
    options,
    cluster,
    wishes,
    verdicts: [],
    sources: [{ source: 'crd', state: 'fresh' }],
  });
  return {
    zone,
    records: [],
    desired: [entry(instances[0], 'eu', eu), entry(instances[1], 'us', us)],
    claims: new Map(),
    semantics: anyProvider(undefined),
    now: '2026-03-01T00:00:00Z',
    ...more,
    instances,
  };
}

/** The claims of a plan, as the next one is told them. */
export function claimsOf(plan: ZonePlan): Map<string, Claim> {
  return new Map(
    plan.claims.map(each => [nameKey(each.dnsName, each.setIdentifier), each]),
  );
}

/** What the zone holds once a plan was written. */
export function applyChanges(
  records: readonly RecordSet[],
  { units }: ZonePlan,
): RecordSet[] {
  const keyOf = ({ dnsName, recordType, setIdentifier = '' }: RecordSet) =>
    [normaliseName(dnsName), recordType, setIdentifier].join(' ');
  const held = new Map(records.map(each => [keyOf(each), each]));
  for (const change of units.flatMap(each => each.changes)) {
    if (change.action !== 'create') held.delete(keyOf(change.old));
    if (change.action !== 'delete') {
      const { labels: _, ...written } = change.new;
      held.set(keyOf(written), written);
    }
  }
  return [...held.values()];
}
