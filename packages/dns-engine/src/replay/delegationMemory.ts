import { delegationsByZone } from '../delegation/collectFacts';
import { GslbFact } from '../delegation/facts';
import { rememberedMember } from '../delegation/members';
import {
  ObservedDelegation,
  ObservedHost,
  ObservedServer,
  ServerAnswer,
} from '../delegation/observed';
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
  const remembered = objects(gslb, 'remembered').map(readState);
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
    servers: listed(servers).flatMap(readServer),
    hasDs: typeof hasDs === 'boolean' ? hasDs : null,
    answersBelow: typeof answersBelow === 'boolean' ? answersBelow : null,
    hosts: listed(hosts).flatMap(readHost),
  };
}

/** A state as an earlier plan answered it; nothing of it is made by hand. */
function readState(value: JsonObject): DelegationState {
  if (isState(value)) return value;
  throw new WorldError(
    'gslb.remembered needs states of delegations, as a plan answered them.',
  );
}

function isState(value: unknown): value is DelegationState {
  return (
    isJsonObject(value) &&
    typeof value.zone === 'string' &&
    typeof value.parent === 'string' &&
    Array.isArray(value.members) &&
    value.members.every(
      (each: unknown) =>
        isJsonObject(each) &&
        typeof each.cluster === 'string' &&
        isJsonObject(each.origin) &&
        Array.isArray(each.glue),
    )
  );
}

const serverAnswers: readonly ServerAnswer[] = [
  'answers',
  'refused',
  'failing',
  'silent',
];

function readServer(value: unknown): ObservedServer[] {
  if (!isJsonObject(value)) return [];
  const { nsName, address } = value;
  const answer = serverAnswers.find(each => each === value.answer);
  return typeof nsName === 'string' && typeof address === 'string' && answer
    ? [{ nsName: normaliseName(nsName), address, answer }]
    : [];
}

function readHost(value: unknown): ObservedHost[] {
  if (!isJsonObject(value)) return [];
  const { host, nsName, answer } = value;
  return typeof host === 'string' && typeof nsName === 'string'
    ? [
        {
          host: normaliseName(host),
          nsName: normaliseName(nsName),
          answer: Array.isArray(answer) ? texts(answer).sort() : null,
        },
      ]
    : [];
}

function listed(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
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
