import { Zone } from '@openova/backstage-plugin-external-dns-node';
import { isWithin, normaliseName, Options } from '@openova/dns-engine';

/** Whether a zone is looked at at all. @internal */
export type ZoneFilter = (zone: Pick<Zone, 'id' | 'name'>) => boolean;

/** As it stands at a provider's entry, and in the same words at an instance. @internal */
export interface ZoneFilterOptions {
  domainFilter?: readonly string[];
  excludeDomains?: readonly string[];
  zoneIdFilter?: readonly string[];
}

/**
 * Zones that lie below a wanted domain, or above one (its names may stand there),
 * outside of the excluded domains, and with one of the ids.
 *
 * @internal
 */
export function zoneFilter(options: ZoneFilterOptions): ZoneFilter {
  const wanted = domains(options.domainFilter);
  const excluded = domains(options.excludeDomains);
  const ids = options.zoneIdFilter ?? [];
  return ({ id, name }) => {
    const zone = normaliseName(name);
    if (ids.length > 0 && !ids.some(wantedId => id.endsWith(wantedId))) {
      return false;
    }
    if (excluded.some(domain => isWithin(zone, domain))) return false;
    return (
      wanted.length === 0 ||
      wanted.some(domain => isWithin(zone, domain) || isWithin(domain, zone))
    );
  };
}

/**
 * Zones that an instance may write to. Where it says its domains by a regular
 * expression, every zone may hold such a name.
 *
 * @internal
 */
export function instanceZoneFilter(options: Options): ZoneFilter {
  return zoneFilter(
    options.regexDomainFilter !== '' || options.regexDomainExclusion !== ''
      ? { zoneIdFilter: options.zoneIdFilter }
      : options,
  );
}

function domains(list: readonly string[] | undefined): string[] {
  return (list ?? [])
    .map(domain => normaliseName(domain.trim().replace(/^\./, '')))
    .filter(domain => domain !== '');
}
