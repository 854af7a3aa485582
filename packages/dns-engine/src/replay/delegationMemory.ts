import { delegationsByZone } from '../delegation/collectFacts';
import { GslbFact } from '../delegation/facts';
import { rememberedMember } from '../delegation/members';
import { ObservedDelegation } from '../delegation/observed';
import { DelegationMemory, DelegationState } from '../delegation/state';
import { isJsonObject, JsonObject } from '../options/configReader';
import { Options } from '../options/types';
import { collectSource } from '../sources/collect';
import { k8gb } from '../sources/k8gb';
import { clusterView } from '../view';
import { normaliseName } from '../name';
import type { World } from './readWorld';
import { isKubeObject } from './remembered';
import { WorldError } from './worldError';

/**
 * What a world knows of delegations besides objects and records. Its key `gslb` may
 * hold `remembered` (states), `observed` (what was seen over DNS) and the decisions
 * `adopt`, `forget` and `remove`; and `last` tells what objects that are gone were.
 * Undefined where no instance reads k8gb.
 *
 * @internal
 */
export function delegationMemory(
  world: Pick<World, 'gslb' | 'last'>,
  instances: readonly Options[],
): DelegationMemory | undefined {
  const reader = instances.find(each => each.sources.includes('k8gb'));
  if (!reader) return undefined;
  const { gslb = {} } = world;
  const remembered = objects(
    gslb,
    'remembered',
  ) as unknown as DelegationState[];
  const known = new Set(remembered.map(each => each.zone));
  return {
    remembered: [
      ...remembered,
      ...statesOf(world.last, reader).filter(each => !known.has(each.zone)),
    ],
    observed: objects(gslb, 'observed').map(readObserved),
    decisions: {
      adopt: zonesIn(gslb, 'adopt'),
      remove: zonesIn(gslb, 'remove'),
      forget: objects(gslb, 'forget').map(({ zone, cluster }) => {
        if (typeof zone !== 'string' || typeof cluster !== 'string') {
          throw new WorldError('gslb.forget needs a zone and a cluster each.');
        }
        return { zone: normaliseName(zone), cluster };
      }),
    },
  };
}

/** States made of stored objects: who was a member, and with which intent. */
function statesOf(last: World['last'], options: Options): DelegationState[] {
  const facts: GslbFact[] = [];
  for (const [cluster, stored] of last) {
    const view = clusterView(cluster, stored.filter(isKubeObject));
    const { wishes, verdicts } = collectSource(k8gb, view, options);
    for (const { gslb } of [...wishes, ...verdicts]) if (gslb) facts.push(gslb);
  }
  return [...delegationsByZone(facts)].map(([zone, of]) => ({
    zone,
    parent: of[0].parent,
    heldIn: null,
    mode: 'observe',
    manager: 'unknown',
    blockedBy: null,
    nsNames: [],
    ttl: Math.max(...of.map(each => each.ttl)) || options.gslb.nsTtl,
    standing: null,
    members: of.map(rememberedMember),
    hosts: [],
    observed: null,
    findings: [],
  }));
}

function readObserved(value: JsonObject): ObservedDelegation {
  const {
    zone,
    at,
    nsNames,
    nsTtl,
    glue,
    servers,
    hasDs,
    answersBelow,
    hosts,
  } = value;
  if (typeof zone !== 'string') {
    throw new WorldError('gslb.observed needs a zone each.');
  }
  return {
    zone: normaliseName(zone),
    at: typeof at === 'string' ? at : '',
    nsNames: Array.isArray(nsNames)
      ? texts(nsNames).map(normaliseName).sort()
      : null,
    nsTtl: typeof nsTtl === 'number' ? nsTtl : null,
    glue: isJsonObject(glue)
      ? Object.fromEntries(
          Object.entries(glue).map(([name, each]) => [
            normaliseName(name),
            Array.isArray(each) ? texts(each).sort() : null,
          ]),
        )
      : {},
    servers: Array.isArray(servers)
      ? (servers as ObservedDelegation['servers'])
      : [],
    hasDs: typeof hasDs === 'boolean' ? hasDs : null,
    answersBelow: typeof answersBelow === 'boolean' ? answersBelow : null,
    hosts: Array.isArray(hosts) ? (hosts as ObservedDelegation['hosts']) : [],
  };
}

function objects(gslb: JsonObject, key: string): JsonObject[] {
  const value = gslb[key] ?? [];
  if (Array.isArray(value) && value.every(isJsonObject)) return value;
  throw new WorldError(`gslb.${key} must be a list of objects.`);
}

function zonesIn(gslb: JsonObject, key: string): string[] {
  const value = gslb[key] ?? [];
  if (Array.isArray(value)) return texts(value).map(normaliseName);
  throw new WorldError(`gslb.${key} must be a list of zones.`);
}

function texts(values: readonly unknown[]): string[] {
  return values.filter((each): each is string => typeof each === 'string');
}
