import { normaliseName } from '@openova/dns-engine';
import { AccountZone } from './account';

/**
 * The public zones that several accounts hold, by zone key, each with a sentence.
 * Nobody knows which of them the world asks, so none is written until a filter
 * excludes all but one. Private zones may well exist several times.
 *
 * @internal
 */
export function ambiguousZones(
  zones: readonly AccountZone[],
): Map<string, string> {
  const holders = new Map<string, AccountZone[]>();
  for (const zone of zones) {
    if (zone.zone.visibility === 'private') continue;
    const name = normaliseName(zone.zone.name);
    holders.set(name, [...(holders.get(name) ?? []), zone]);
  }
  const ambiguous = new Map<string, string>();
  for (const [name, all] of holders) {
    if (all.length < 2) continue;
    const places = [...new Set(all.map(each => each.account.path))];
    const sentence =
      places.length > 1
        ? `The public zone ${name} is held by several accounts (${places.join(
            ', ',
          )}): none of them is written until domainFilter, excludeDomains or zoneIdFilter of the others leaves it out.`
        : `The account ${places[0]} holds several public zones ${name}: none of them is written until its zoneIdFilter names one.`;
    for (const each of all) ambiguous.set(each.key, sentence);
  }
  return ambiguous;
}
