import {
  ProviderError,
  Zone,
} from '@openova/backstage-plugin-external-dns-node';
import {
  DomainFilter,
  domainFilter,
  isWithin,
  normaliseName,
} from '@openova/dns-engine';
import { WebhookEntry } from './entry';
import { WebhookFilter } from './protocol';

/*
 * The zones of a webhook. The protocol has none: one flat list of records, and a
 * filter of the names that the webhook takes. So a zone here is a domain of that
 * filter, or a name that the configuration gives; a record belongs to the longest zone
 * that holds its name, and to no other. Records outside of all zones are not seen.
 */

/** The zones, and which names the webhook takes at all. @internal */
export class WebhookZones {
  readonly zones: readonly Zone[];
  readonly #takes: DomainFilter;

  /** @throws ProviderError `InvalidConfig` where there is no zone, or one that is filtered. */
  constructor(filter: WebhookFilter, entry: WebhookEntry) {
    const { path, url, visibility, nameServers } = entry;
    this.#takes = compiled(filter, entry);
    const named = filter.include
      .map(domain => normaliseName(domain.trim().replace(/^\*?\./, '')))
      .filter(domain => domain !== '');
    const names = entry.zones.length > 0 ? entry.zones : [...new Set(named)];
    if (names.length === 0) {
      throw new ProviderError(
        'InvalidConfig',
        `The webhook at ${url} names no domains (its filter is empty or a regular expression): set ${path}.zone to the names of its zones`,
      );
    }
    const isApart = (zone: string) =>
      named.length > 0 &&
      !named.some(domain => isWithin(zone, domain) || isWithin(domain, zone));
    const outside = names.find(isApart);
    if (outside !== undefined) {
      throw new ProviderError(
        'InvalidConfig',
        `The webhook at ${url} does not take the zone ${outside}, only ${named
          .slice(0, 5)
          .join(', ')}: change ${path}.zone or the webhook's domain filter`,
      );
    }
    this.zones = names.map(name => ({
      id: name,
      name,
      visibility,
      nameServers: [...nameServers],
    }));
  }

  /** The zone that holds a normalised name. */
  holding(name: string): Zone | undefined {
    let longest: Zone | undefined;
    for (const zone of this.zones) {
      const isLonger = zone.name.length > (longest?.name.length ?? -1);
      if (isLonger && isWithin(name, zone.name)) longest = zone;
    }
    return longest;
  }

  /** Whether the webhook would take a record of this name. */
  takes(name: string): boolean {
    return this.#takes(name);
  }
}

function compiled(filter: WebhookFilter, entry: WebhookEntry): DomainFilter {
  try {
    return domainFilter({
      domainFilter: filter.include,
      excludeDomains: filter.exclude,
      regexDomainFilter: filter.regexInclude,
      regexDomainExclusion: filter.regexExclude,
    });
  } catch {
    throw new ProviderError(
      'InvalidConfig',
      `The webhook at ${entry.url} filters domains by a regular expression that RE2 does not take`,
    );
  }
}
