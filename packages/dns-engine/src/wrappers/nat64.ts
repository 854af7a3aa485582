import {
  contains,
  formatIpv4,
  Network,
  parseAddress,
  parseNetwork,
} from '../address';
import { Wish } from '../endpoint';
import { Options } from '../options/types';
import { Found } from '../sources/found';
import { shorten } from '../sources/shorten';
import { SourceFailure, sourceStrategies } from '../sources/strategies';

/**
 * Adds an A endpoint for each AAAA endpoint with targets in a NAT64 network
 * (RFC 6052): the last four bytes are the IPv4 address.
 *
 * An AAAA that is an alias of a hostname has no address to translate. That ends
 * ExternalDNS's sync; with us the A record that cannot be told is a verdict.
 *
 * @throws {@link SourceFailure} where a network is no IPv6 network of length 96.
 * @internal
 */
export function nat64(
  wishes: readonly Wish[],
  options: Options,
): readonly Found[] {
  if (options.nat64Networks.length === 0) return wishes;
  const networks = options.nat64Networks.map(nat64Network);
  const { brokenObject } = sourceStrategies(options);
  const added: Found[] = [];
  for (const wish of wishes) {
    const { endpoint } = wish;
    if (endpoint.recordType !== 'AAAA') continue;
    const targets: string[] = [];
    for (const target of endpoint.targets) {
      const address = parseAddress(target);
      if (!address && brokenObject === 'ends-sync') {
        throw new SourceFailure(
          `${endpoint.dnsName}: "${shorten(
            target,
          )}" is no address that NAT64 could translate`,
        );
      }
      if (!address) {
        const detail = 'NAT64 translates addresses only';
        for (const origin of wish.contributors) {
          added.push({
            origin,
            dnsName: endpoint.dnsName,
            recordType: 'A',
            setIdentifier: endpoint.setIdentifier ?? '',
            reason: 'broken-target',
            params: { recordType: 'A', target: shorten(target), detail },
          });
        }
      } else if (networks.some(network => contains(network, address))) {
        targets.push(formatIpv4(address.bytes.subarray(12)));
      }
    }
    if (targets.length > 0) added.push(translated(wish, targets));
  }
  return [...wishes, ...added];
}

/**
 * Reads a NAT64 network.
 *
 * @throws {@link SourceFailure} where it is no IPv6 network of length 96.
 * @public
 */
export function nat64Network(value: string): Network {
  const network = parseNetwork(value);
  if (!network || network.family !== 6 || network.prefixLength !== 96) {
    throw new SourceFailure(
      `nat64Networks: "${value}" is no IPv6 network of length 96, for example 2001:db8:64::/96`,
    );
  }
  return network;
}

function translated(wish: Wish, targets: string[]): Wish {
  const { endpoint } = wish;
  return {
    ...wish,
    contributors: [...wish.contributors],
    endpoint: {
      ...endpoint,
      recordType: 'A',
      targets,
      ...(endpoint.labels ? { labels: { ...endpoint.labels } } : {}),
      ...(endpoint.providerSpecific
        ? { providerSpecific: endpoint.providerSpecific.map(it => ({ ...it })) }
        : {}),
    },
  };
}
