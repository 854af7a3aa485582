import { Wish } from '../endpoint';
import { normaliseName } from '../name';
import { DelegationFact, unknownOfDelegation } from './facts';
import { geoTagOf, isDelegationResource, parentOf } from './nsName';
import { resourceOf } from '../plan/rows';

/**
 * Stored endpoints of a cluster's delegations, without what its objects said: the NS
 * set and the one address among its names are put together again, so that a cluster of
 * which nothing else is known stays a member. What cannot be told apart is left as it
 * is.
 *
 * @internal
 */
export function withStoredFacts(wishes: readonly Wish[]): Wish[] {
  const facts = new Map<Wish, DelegationFact>();
  for (const ns of wishes) {
    if (ns.gslb || ns.endpoint.recordType !== 'NS') continue;
    if (!isDelegationResource(resourceOf(ns.origin))) continue;
    const names = ns.endpoint.targets.map(normaliseName);
    const own = wishes.filter(
      ({ endpoint, gslb }) =>
        !gslb &&
        endpoint.recordType === 'A' &&
        names.includes(normaliseName(endpoint.dnsName)),
    );
    if (own.length !== 1) continue;
    const fact = factOf(ns, own[0]);
    if (!fact) continue;
    facts.set(ns, fact);
    facts.set(own[0], fact);
  }
  return wishes.map(wish => {
    const gslb = facts.get(wish);
    if (!gslb) return wish;
    const { endpoint } = wish;
    const targets =
      endpoint.recordType === 'NS' ? [gslb.nsName] : endpoint.targets;
    return { ...wish, gslb, endpoint: { ...endpoint, targets } };
  });
}

function factOf(ns: Wish, glue: Wish): DelegationFact | undefined {
  const zone = normaliseName(ns.endpoint.dnsName);
  const nsName = normaliseName(glue.endpoint.dnsName);
  const parent = parentOf(zone, nsName);
  if (parent === undefined) return undefined;
  return {
    type: 'delegation',
    origin: ns.origin,
    zone,
    parent,
    geoTag: geoTagOf(nsName, zone, parent) ?? '',
    nsName,
    addresses: [...glue.endpoint.targets].sort(),
    ttl: ns.endpoint.recordTTL ?? 0,
    manager: 'unknown',
    ...unknownOfDelegation,
  };
}
