import { Wish } from '../endpoint';
import { isWithin, normaliseName } from '../name';
import { GslbOptions } from '../options/gslbOptions';
import { verdictsFor } from '../plan/rows';
import { sameTargets } from '../plan/targets';
import { Verdict } from '../verdict';
import { delegationsByZone, GslbFacts } from './collectFacts';
import { zoneOfHost } from './hosts';
import { ObservedDelegation } from './observed';
import { StandingRecords } from './standing';
import { DelegationMemory, StandingDelegation } from './state';

/*
 * What lies at a delegated name or below it is k8gb's to answer: a record there in
 * the zone above is never seen, and some services refuse it for ever. Each hostname
 * by itself, since one route may have hosts inside and outside.
 *
 * What already stands there stays until the delegation is seen to work: read back
 * from the parent's servers, with the zone's own servers answering.
 */

/** The delegated names that hide what lies below them. @internal */
export interface Suppression {
  /** The delegated zone that a name lies in; undefined for all others. */
  cutOf(dnsName: string): string | undefined;
  /** What becomes of a wish for a name in such a zone. */
  verdictsOf(wish: Wish, zone: string, heldIn: string): Verdict[];
}

/** @internal */
export function suppression(
  facts: GslbFacts,
  options: GslbOptions,
  memory: DelegationMemory,
  standing: StandingRecords | undefined,
  standingOf: (zone: string) => StandingDelegation | null,
): Suppression {
  const servers = new Map<string, string[]>();
  for (const [zone, of] of delegationsByZone(facts.facts)) {
    servers.set(
      zone,
      of.map(each => each.origin.cluster),
    );
  }
  // Clusters of which nothing was stored, and members that are about to leave.
  for (const { zone, standing: stood, members } of memory.remembered) {
    if (servers.has(zone) || !stood) continue;
    servers.set(
      zone,
      members.map(each => each.cluster),
    );
  }
  for (const { zone, mode } of options.zones) {
    if (mode === 'off') servers.delete(zone);
  }
  const isOff = options.mode === 'off';
  const zones = [...servers.keys()].filter(
    zone => !isOff || options.zones.some(each => each.zone === zone),
  );
  const hosts = new Set(
    facts.facts.flatMap(each => (each.type === 'host' ? [each.host] : [])),
  );
  return {
    cutOf: dnsName => zoneOfHost(normaliseName(dnsName), zones),
    verdictsOf(wish, zone, heldIn) {
      const name = normaliseName(wish.endpoint.dnsName);
      const observed = memory.observed.find(each => each.zone === zone);
      const works = isSeenToWork(observed, standingOf(zone));
      const stays = standing?.isOursAt(name) && !works;
      const served = isNamed(name, hosts)
        ? 'gslb-serves'
        : 'gslb-zone-without-host';
      const reason = stays ? 'gslb-serves-soon' : served;
      return verdictsFor(wish, reason, {
        gslbZone: zone,
        servers: (servers.get(zone) ?? []).join(', '),
        zone: heldIn || 'of all names',
      });
    },
  };
}

function isNamed(name: string, hosts: ReadonlySet<string>): boolean {
  if (hosts.has(name)) return true;
  return [...hosts].some(
    host => host.startsWith('*.') && isWithin(name, host.slice(2)),
  );
}

/** Whether the world finds the name servers of a zone, and they answer. @internal */
export function isSeenToWork(
  observed: ObservedDelegation | undefined,
  standing: StandingDelegation | null,
): boolean {
  if (!observed?.nsNames || !standing) return false;
  return (
    sameTargets(observed.nsNames, standing.nsNames) &&
    observed.servers.length > 0 &&
    observed.servers.every(each => each.answer === 'answers')
  );
}
