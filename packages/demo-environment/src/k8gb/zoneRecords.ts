import { isAtOrBelow } from '@openova/dns-wire';
import { GslbHost } from './gslbObjects';
import { geoTagOf, gslbHosts, ListedCluster, servedZones } from './k8gbCluster';
import { chosenTargets, orderedTargets, Share } from './strategies';

/** The addresses at a name. */
export interface AddressRecords {
  targets: string[];
  /** Seconds. */
  ttl: number;
}

/** What k8gb's name server in one cluster knows. */
export interface ZoneRecords {
  /** The served zone that a name lies in. */
  zoneOf(name: string): string | undefined;
  /** Undefined where the name does not exist. Names are in lower case. */
  at(name: string): AddressRecords | undefined;
}

const localPrefix = 'localtargets-';

/**
 * What k8gb in one cluster answers, as the objects of all clusters are now. A cluster
 * learns of the others by asking their `localtargets-` names, so only those that serve
 * the zone count.
 */
export function zoneRecords(
  cluster: ListedCluster,
  all: readonly ListedCluster[],
  random: () => number = Math.random,
): ZoneRecords {
  const zoneOf = (name: string) => zoneIn(servedZones(cluster), name);
  return {
    zoneOf,
    at(name) {
      const own = gslbHosts(cluster).filter(({ host }) => zoneOf(host));
      const local = own.find(({ host }) => name === `${localPrefix}${host}`);
      const found = local ?? own.find(({ host }) => name === host);
      if (!found) return undefined;
      const targets = local
        ? local.targets
        : orderedTargets(found.strategy, sharesOf(found.host, all), random);
      return targets.length > 0
        ? { targets: [...targets], ttl: found.strategy.ttl }
        : undefined;
    },
  };
}

/** The addresses that k8gb in one cluster answers, by host; of hosts that have any. */
export function answeredByHost(
  hosts: readonly GslbHost[],
  zones: readonly string[],
  all: readonly ListedCluster[],
): Record<string, string[]> {
  return Object.fromEntries(
    hosts
      .filter(({ host }) => zoneIn(zones, host))
      .map(({ host, strategy }): [string, string[]] => [
        host,
        chosenTargets(strategy, sharesOf(host, all)),
      ])
      .filter(([, targets]) => targets.length > 0),
  );
}

function sharesOf(host: string, all: readonly ListedCluster[]): Share[] {
  return all
    .filter(each => zoneIn(servedZones(each), host))
    .map(each => ({
      geoTag: geoTagOf(each),
      targets: gslbHosts(each)
        .filter(other => other.host === host)
        .flatMap(other => other.targets),
    }));
}

/** The longest zone that holds a name. */
function zoneIn(zones: readonly string[], name: string): string | undefined {
  return zones
    .filter(zone => isAtOrBelow(name, zone))
    .sort((one, other) => other.length - one.length)[0];
}
