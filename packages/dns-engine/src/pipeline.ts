import { delegationHomes } from './delegation/homes';
import { domainFilter } from './domainFilter';
import { Wish } from './endpoint';
import { isWithin, normaliseName } from './name';
import type { InstanceWishes } from './plan/planZone';
import { domainsOf, verdictsFor } from './plan/rows';
import { ProviderSemantics } from './provider';
import { Verdict } from './verdict';

export { settleVerdicts } from './plan/settleVerdicts';

/** As much of a zone as is needed to say which names belong to it. @public */
export interface ZoneScope {
  /** Unique among the zones that are given together (an id, or the name). */
  key: string;
  /** Name without a trailing dot; empty stands for all names. */
  name: string;
  visibility?: 'public' | 'private';
  /** The service's own id, for wishes that ask for one zone by its id. */
  id?: string;
}

/**
 * The zones a name belongs to: the longest matching public one and all matching
 * private ones. `zones` are those of one account.
 *
 * @public
 */
export function zonesFor<Z extends ZoneScope>(
  dnsName: string,
  zones: readonly Z[],
): Z[] {
  const name = normaliseName(dnsName);
  const matching = zones.filter(zone =>
    isWithin(name, normaliseName(zone.name)),
  );
  const [longest] = matching
    .filter(zone => zone.visibility !== 'private')
    .sort((a, b) => b.name.length - a.name.length);
  return matching.filter(
    zone => zone === longest || zone.visibility === 'private',
  );
}

/** What `distribute` answers. @public */
export interface Distributed {
  /** By the zones' `key`; each entry is the `desired` of that zone's plan. */
  byZone: Map<string, InstanceWishes[]>;
  /** Of wishes that no zone takes, and all verdicts of the sources. */
  verdicts: Verdict[];
}

/**
 * Deals the wishes out to the zones. The sources' verdicts with a name go to the
 * zones of that name (they may hold a row there), nameless ones to every zone; all
 * of them are in `verdicts` as well, so that `settleVerdicts` over everything
 * leaves each wish with one. A wish that asks for a zone by its id, as `semantics`
 * tells, goes to that one or to none.
 *
 * @public
 */
export function distribute(
  desired: readonly InstanceWishes[],
  zones: readonly ZoneScope[],
  semantics?: Pick<ProviderSemantics, 'zoneIdOf'>,
): Distributed {
  const byZone = new Map<string, InstanceWishes[]>(
    zones.map(zone => [zone.key, []]),
  );
  const verdicts: Verdict[] = [];
  const find = zoneFinder(zones);
  const homes = delegationHomes(desired, zones, find);
  for (const each of desired) {
    const passes = domainFilter(each.options);
    const parts = new Map(
      zones.map(zone => [
        zone.key,
        { wishes: [] as Wish[], verdicts: [] as Verdict[] },
      ]),
    );
    for (const wish of each.wishes) {
      const { dnsName } = wish.endpoint;
      const zoneId = semantics?.zoneIdOf?.(wish.endpoint);
      const takers = passes(dnsName)
        ? homes?.of(wish) ?? zonesOf(dnsName, zoneId, zones, find)
        : undefined;
      if (!takers) {
        const domains = domainsOf(each.options);
        verdicts.push(
          ...verdictsFor(wish, 'outside-domain-filter', { domains }),
        );
      } else if (takers.length === 0) {
        verdicts.push(...verdictsFor(wish, 'no-zone', {}));
      } else {
        for (const zone of takers) parts.get(zone.key)?.wishes.push(wish);
      }
    }
    for (const verdict of each.verdicts) {
      verdicts.push(verdict);
      const takers = verdict.dnsName === '' ? zones : find(verdict.dnsName);
      for (const zone of takers) parts.get(zone.key)?.verdicts.push(verdict);
    }
    for (const [key, part] of parts) {
      byZone.get(key)?.push({ ...each, ...part, ...homes?.factsIn(key, each) });
    }
  }
  return { byZone, verdicts };
}

/** The zones that a name belongs to, or the one of them that is asked for. */
function zonesOf(
  dnsName: string,
  zoneId: string | undefined,
  zones: readonly ZoneScope[],
  find: (dnsName: string) => readonly ZoneScope[],
): readonly ZoneScope[] {
  if (!zoneId) return find(dnsName);
  const name = normaliseName(dnsName);
  return zones.filter(
    zone => zone.id === zoneId && isWithin(name, normaliseName(zone.name)),
  );
}

/**
 * As `zonesFor`, the longest first. Looks each suffix of a name up, so that many
 * zones cost no more than few.
 *
 * @internal
 */
export function zoneFinder<Z extends ZoneScope>(
  zones: readonly Z[],
): (dnsName: string) => readonly Z[] {
  const bySuffix = new Map<string, Z[]>();
  for (const zone of zones) {
    const name = normaliseName(zone.name);
    bySuffix.set(name, [...(bySuffix.get(name) ?? []), zone]);
  }
  // The longest suffix that a zone has decides; its answer is put together once.
  const answers = new Map<string, readonly Z[]>();
  const answerOf = (longest: string): readonly Z[] => {
    const found: Z[] = [];
    let hasPublic = false;
    for (let suffix = longest; ; suffix = parentOf(suffix)) {
      for (const zone of bySuffix.get(suffix) ?? []) {
        const isPrivate = zone.visibility === 'private';
        if (isPrivate || !hasPublic) found.push(zone);
        if (!isPrivate) hasPublic = true;
      }
      if (suffix === '') return found;
    }
  };
  return dnsName => {
    for (let suffix = normaliseName(dnsName); ; suffix = parentOf(suffix)) {
      const answer = answers.get(suffix);
      if (answer) return answer;
      if (suffix === '' || bySuffix.has(suffix)) {
        const made = answerOf(suffix);
        answers.set(suffix, made);
        return made;
      }
    }
  };
}

/** What a name lies below; the empty name at the end. */
function parentOf(name: string): string {
  const dot = name.indexOf('.');
  return dot < 0 ? '' : name.slice(dot + 1);
}
