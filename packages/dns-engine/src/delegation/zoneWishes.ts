import { Endpoint, Origin, propertyOf, Wish } from '../endpoint';
import type { InstanceWishes } from '../plan/planZone';
import { resourceOf, verdictsFor } from '../plan/rows';
import { ProviderSemantics } from '../provider';
import { ReasonId } from '../reasons';
import { resourceLabel } from '../registry/txtValue';
import { Verdict } from '../verdict';
import { unknownOfDelegation } from './facts';
import { isNamedMember, mayGlueGo } from './members';
import { managerNames } from './mode';
import { originOfRecord, StandingRecords } from './standing';
import { DelegationMember } from './state';
import { Suppression } from './suppression';
import { ZoneDraft } from './zoneStates';

/*
 * What the clusters wish for a delegation, turned into what is to be planned. In a
 * zone that we write, the wishes of its members; in any other, verdicts that hold
 * what stands. Who leaves is held where it must not go yet.
 */

/** @internal */
export interface ZoneWishesInput {
  desired: readonly InstanceWishes[];
  drafts: readonly ZoneDraft[];
  suppression: Suppression;
  standing: StandingRecords;
  heldIn: string;
  semantics: ProviderSemantics;
  now: string | undefined;
}

/** @internal */
export function zoneWishes(input: ZoneWishesInput): InstanceWishes[] {
  const byZone = new Map(input.drafts.map(each => [each.state.zone, each]));
  const result = input.desired.map(each => rewritten(each, byZone, input));
  const index = result.findIndex(each => each.options.sources.includes('k8gb'));
  if (index < 0) return result;
  const carrier = result[index];
  result[index] = {
    ...carrier,
    wishes: [...carrier.wishes, ...input.drafts.flatMap(rememberedWishes)],
    verdicts: [
      ...carrier.verdicts,
      ...input.drafts.flatMap(each => holdsOf(each, input)),
    ],
  };
  return result;

  /** Of members of whose cluster nothing is stored but what was remembered. */
  function rememberedWishes(draft: ZoneDraft): Wish[] {
    if (whyNot(draft)) return [];
    const wished = new Set(
      draft.facts.map(({ origin: { cluster } }) => cluster),
    );
    return draft.state.members
      .filter(each => isNamedMember(each) && !wished.has(each.cluster))
      .flatMap(each => wishesOf(each, draft, input.semantics));
  }
}

function rewritten(
  each: InstanceWishes,
  drafts: ReadonlyMap<string, ZoneDraft>,
  { suppression, heldIn, semantics }: ZoneWishesInput,
): InstanceWishes {
  const wishes: Wish[] = [];
  const verdicts: Verdict[] = [...each.verdicts];
  for (const wish of each.wishes) {
    const { gslb } = wish;
    if (gslb?.type === 'delegation') {
      const draft = drafts.get(gslb.zone);
      const outcome = draft ? outcomeOf(wish, draft, semantics) : undefined;
      if (Array.isArray(outcome)) verdicts.push(...outcome);
      else if (outcome) wishes.push(outcome);
      continue;
    }
    const cut = suppression.cutOf(wish.endpoint.dnsName);
    if (cut === undefined) wishes.push(wish);
    else verdicts.push(...suppression.verdictsOf(wish, cut, heldIn));
  }
  return { ...each, wishes, verdicts };
}

/** A wish as it is to be planned, or why it is not. */
function outcomeOf(
  wish: Wish,
  draft: ZoneDraft,
  semantics: ProviderSemantics,
): Wish | Verdict[] {
  const held = whyNot(draft);
  if (held) return verdictsFor(wish, held.reason, held.params);
  const { cluster } = wish.origin;
  const member = draft.state.members.find(each => each.cluster === cluster);
  if (!member || !isNamedMember(member)) {
    return verdictsFor(wish, 'gslb-leaving', { gslbZone: draft.state.zone });
  }
  return { ...wish, endpoint: published(wish.endpoint, draft, semantics) };
}

/** Why nothing of a zone is written; undefined where it is. */
function whyNot(
  draft: ZoneDraft,
): { reason: ReasonId; params: Record<string, string> } | undefined {
  const { zone: gslbZone, mode, manager } = draft.state;
  if (mode === 'off') return { reason: 'gslb-off', params: { gslbZone } };
  if (mode === 'observe') {
    const params = { gslbZone, manager: managerNames[manager] };
    return { reason: 'gslb-observed', params };
  }
  if (draft.block) {
    const params = { gslbZone, detail: draft.block.detail };
    return { reason: 'gslb-blocked', params };
  }
  return undefined;
}

/** One TTL for the whole delegation; no service stands in front of a name server. */
function published(
  endpoint: Endpoint,
  { wantedTtl }: ZoneDraft,
  { type }: ProviderSemantics,
): Endpoint {
  const result: Endpoint = { ...endpoint, recordTTL: wantedTtl };
  const isGlue = endpoint.recordType === 'A';
  const proxied = 'external-dns.kubernetes.io/cloudflare-proxied';
  if (
    isGlue &&
    type === 'cloudflare' &&
    propertyOf(endpoint, proxied) !== 'false'
  ) {
    result.providerSpecific = [{ name: proxied, value: 'false' }];
  }
  return result;
}

function wishesOf(
  { nsName, glue, origin }: DelegationMember,
  draft: ZoneDraft,
  semantics: ProviderSemantics,
): Wish[] {
  const { state, wantedTtl } = draft;
  if (nsName === null) return [];
  const wish = (recordType: string, dnsName: string, targets: string[]) => ({
    endpoint: published(
      {
        dnsName,
        targets,
        recordType,
        recordTTL: wantedTtl,
        labels: { [resourceLabel]: resourceOf(origin) },
      },
      draft,
      semantics,
    ),
    origin,
    contributors: [origin],
  });
  const fact = {
    type: 'delegation' as const,
    origin,
    zone: state.zone,
    parent: state.parent,
    geoTag: '',
    nsName,
    addresses: glue,
    ttl: wantedTtl,
    manager: state.manager,
    ...unknownOfDelegation,
  };
  return [
    { ...wish('NS', state.zone, [nsName]), gslb: fact },
    { ...wish('A', nsName, glue), gslb: fact },
  ];
}

/** Verdicts that keep what nobody wishes any more, or must not be touched. */
function holdsOf(draft: ZoneDraft, input: ZoneWishesInput): Verdict[] {
  const { state, lastMember } = draft;
  const { zone: gslbZone, members, standing } = state;
  const hold = (
    origin: Origin,
    dnsName: string,
    recordType: string,
    reason: ReasonId,
    params: Record<string, string>,
  ): Verdict => ({
    origin,
    dnsName,
    recordType,
    setIdentifier: '',
    reason,
    params: { gslbZone, recordType, ...params },
  });
  const verdicts: Verdict[] = [];
  const withheld = whyNot(draft);
  const whole = withheld ?? lastMemberHold(lastMember);
  const ns = input.standing.nsAt(gslbZone);
  if (whole && ns) {
    const { reason, params } = whole;
    const origin = members[0]?.origin ?? originOfRecord(ns);
    verdicts.push(hold(origin, gslbZone, 'NS', reason, params));
  }
  for (const member of members) {
    const { nsName, glueUntil } = member;
    if (nsName === null || isNamedMember(member)) continue;
    if (!input.standing.addressesAt(nsName)) continue;
    if (whole) {
      const { reason, params } = whole;
      verdicts.push(hold(member.origin, nsName, 'A', reason, params));
    } else if (!mayGlueGo(member, standing, input.now)) {
      const until = glueUntil ? ` until ${glueUntil}` : '';
      const params = { until };
      verdicts.push(
        hold(member.origin, nsName, 'A', 'gslb-glue-waits', params),
      );
    }
  }
  return verdicts;
}

function lastMemberHold(
  detail: string | undefined,
): { reason: ReasonId; params: Record<string, string> } | undefined {
  return detail === undefined
    ? undefined
    : { reason: 'gslb-last-member', params: { detail } };
}
