import { GslbFact } from '../facts';
import { sameAnswer, zoneOfHost } from '../hosts';
import { isNamedMember } from '../members';
import { GslbHost, GslbHostMember } from '../state';
import { Check, Found } from './found';

/** What the clusters say of the hosts of a zone, and where they do not agree. @internal */
export const brokenHosts: Check = function* brokenHosts(
  { state },
  { facts, drafts },
) {
  const zones = drafts.map(each => each.state.zone);
  const members = new Set(
    state.members.filter(isNamedMember).map(each => each.cluster),
  );
  for (const host of state.hosts) {
    yield* divergingStrategies(host);
    for (const each of host.clusters) {
      yield* brokenHost(host.host, each, members.has(each.cluster));
    }
  }
  yield* mistakenHosts(state.zone, facts, zones);
  const clusters = new Set(state.members.map(each => each.cluster));
  for (const fact of facts) {
    if (fact.type !== 'leak' || !clusters.has(fact.origin.cluster)) continue;
    const { namespace, name, cluster } = fact.origin;
    const names = fact.names.join(', ');
    const subject = `${namespace}/${name}`;
    yield { id: 'LOCAL_ENDPOINT_LEAK', subject, params: { cluster, names } };
  }
};

function* brokenHost(
  subject: string,
  member: GslbHostMember,
  isMember: boolean,
): Iterable<Found> {
  const { cluster, origin, reference, expected, reported, answered } = member;
  if (origin === null) {
    if (isMember && expected !== null) {
      yield { id: 'HOST_PARTIAL', subject, params: { cluster } };
    }
    return;
  }
  if (reference?.exists === false) {
    const { kind, namespace, name } = reference;
    const params = { cluster, reference: `${kind} ${namespace}/${name}` };
    yield { id: 'REF_MISSING', subject, params };
  }
  const actual = answered ?? reported;
  if (!isMember || !diverges(actual, member)) return;
  yield {
    id: 'ANSWER_DIVERGES',
    subject,
    params: { cluster, standing: inWords(actual), wanted: inWords(expected) },
  };
}

/** By place each client gets a part of the answer, and we are one of them. */
function diverges(
  actual: readonly string[] | null,
  { expected, strategy }: GslbHostMember,
): boolean {
  if (sameAnswer(actual, expected) !== false) return false;
  const isPart =
    strategy?.type === 'geoip' &&
    (actual ?? []).length > 0 &&
    actual?.every(target => expected?.includes(target));
  return !isPart;
}

function inWords(answer: readonly string[] | null): string {
  return answer?.join(', ') || 'nothing (NXDOMAIN)';
}

function* divergingStrategies({ host, clusters }: GslbHost): Iterable<Found> {
  const said = new Map<string, string[]>();
  for (const { cluster, strategy } of clusters) {
    if (!strategy) continue;
    const { type, primaryGeoTag, weights } = strategy;
    const weighed = Object.entries(weights).map(each => each.join('='));
    const words = [
      type,
      primaryGeoTag ? `primary ${primaryGeoTag}` : '',
      weighed.length > 0 ? `weights ${weighed.join(' ')}` : '',
    ].filter(each => each !== '');
    const key = words.join(' ');
    said.set(key, [...(said.get(key) ?? []), cluster]);
  }
  if (said.size < 2) return;
  const detail = [...said]
    .map(([words, by]) => `${by.join(', ')}: ${words}`)
    .join('; ');
  yield { id: 'STRATEGY_DIVERGE', subject: host, params: { detail } };
}

/** k8gb takes the first zone whose name a host contains, wherever in it. */
function* mistakenHosts(
  zone: string,
  facts: readonly GslbFact[],
  zones: readonly string[],
): Iterable<Found> {
  const hosts = new Set(
    facts.flatMap(each => (each.type === 'host' ? [each.host] : [])),
  );
  for (const host of [...hosts].sort()) {
    const own = zoneOfHost(host, zones);
    if (own === zone || !host.includes(zone)) continue;
    const detail = `k8gb may take it for a host of ${zone}, but it lies in ${
      own ?? 'no delegated zone'
    }`;
    const advice = `Use a hostname that lies in one delegated zone and does not contain the name of another`;
    yield {
      id: 'ZONE_MATCH_AMBIGUOUS',
      subject: host,
      params: { detail, advice },
    };
  }
}
