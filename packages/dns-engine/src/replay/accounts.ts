import { isWithin, normaliseName } from '../name';
import { isJsonObject, JsonObject } from '../options/configReader';
import { anyProvider } from '../plan/anyProvider';
import { ProviderSemantics } from '../provider';

/** What is known of a provider, from its configuration entry. @internal */
export type SemanticsOf = (
  type: string,
  entry: Readonly<Record<string, unknown>>,
) => ProviderSemantics | undefined;

/** A configured provider with the zones of the world that it holds. @internal */
export interface WorldAccount<Z> {
  semantics: ProviderSemantics;
  zones: Z[];
}

/**
 * Which provider holds which zone. A world has no service to ask: of several
 * providers it is the first that names the zone in its entry, else the first that
 * names none.
 *
 * @internal
 */
export function accountsOf<Z extends { name: string }>(
  entries: readonly JsonObject[],
  zones: readonly Z[],
  semanticsOf: SemanticsOf | undefined,
): WorldAccount<Z>[] {
  const accounts = (entries.length > 0 ? entries : [{}]).map(entry => {
    const semantics = semanticsOfEntry(entry, semanticsOf);
    return { entry, account: { semantics, zones: [] as Z[] } };
  });
  for (const zone of zones) {
    const holder =
      accounts.find(({ entry }) => namesZone(entry, zone.name)) ??
      accounts.find(({ entry }) => domainsOf(entry).length === 0) ??
      accounts[0];
    holder.account.zones.push(zone);
  }
  return accounts
    .map(each => each.account)
    .filter(
      (each, index) => each.zones.length > 0 || (zones.length === 0 && !index),
    );
}

/** What holds of the provider of an entry, known or not. @internal */
export function semanticsOfEntry(
  entry: JsonObject | undefined,
  semanticsOf: SemanticsOf | undefined,
): ProviderSemantics {
  const type = entry?.type;
  if (entry === undefined || typeof type !== 'string') {
    return anyProvider(undefined);
  }
  return semanticsOf?.(type, entry) ?? anyProvider(type);
}

function namesZone(entry: JsonObject, zone: string): boolean {
  return domainsOf(entry).some(
    domain => isWithin(zone, domain) || isWithin(domain, zone),
  );
}

/** The domains that an entry is limited to; empty: it says nothing of them. */
function domainsOf({ domainFilter, zone, zones }: JsonObject): string[] {
  return [domainFilter, zone, zones]
    .flat()
    .map((each: unknown) => (isJsonObject(each) ? each.name : each))
    .filter((each): each is string => typeof each === 'string' && each !== '')
    .map(each => normaliseName(each.replace(/^[*]?[.]/, '')));
}
