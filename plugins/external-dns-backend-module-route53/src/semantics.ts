import type { ProviderCapabilities } from '@openova/backstage-plugin-external-dns-node';
import {
  Endpoint,
  propertyOf,
  ProviderSemantics,
  ProviderSpecificProperty,
} from '@openova/dns-engine';
import { aliasPropertiesOf, bareZoneId } from './mapping/aliasTarget';
import { canonicalHostedZone } from './mapping/canonicalZones';
import { routingProperties } from './mapping/routingPolicy';
import { joinedText } from './mapping/textValue';

/** Types of record sets that Route 53 holds, but for SOA (its own) and SPF (obsolete). @public */
export const route53RecordTypes = [
  'A',
  'AAAA',
  'CAA',
  'CNAME',
  'DS',
  'HTTPS',
  'MX',
  'NAPTR',
  'NS',
  'PTR',
  'SRV',
  'SSHFP',
  'SVCB',
  'TLSA',
  'TXT',
] as const;

/** Settings of an account that change what it makes of an endpoint. @public */
export interface Route53SemanticsOptions {
  /** Whether an alias follows the health of its target where nothing is said; default: true. */
  evaluateTargetHealth?: boolean;
  /** Keep CNAMEs to host names of AWS as CNAMEs; default: false, they become aliases. */
  preferCname?: boolean;
  /**
   * Ids of the hosted zones that the account holds, as far as they are known. An alias
   * into one of them can only stand in that zone itself, so nobody has to be told of it.
   */
  heldZones?: ReadonlySet<string>;
}

/**
 * What Route 53 makes of an endpoint.
 *
 * A CNAME to a host name of AWS, or with `alias=true`, becomes an alias: an A set,
 * and an AAAA set beside it (`alias=A` and `alias=AAAA` ask for one of them). Aliases
 * have no TTL. Properties are kept where they say something of this record, in the
 * spelling in which they are read back; texts are one quoted string.
 *
 * @public
 */
export function createRoute53Semantics(
  options: Route53SemanticsOptions = {},
): ProviderSemantics {
  return {
    type: 'route53',
    recordTypes: route53RecordTypes,
    propertyPrefix: 'aws/',
    adjustEndpoints: endpoint => adjusted(endpoint, options),
    zoneIdOf,
  };
}

/** With the defaults of all settings. @public */
export const route53Semantics = createRoute53Semantics();

/**
 * What Route 53 can do: a batch takes effect as a whole, with at most 1,000 values
 * and 32,000 characters in them, five requests a second for an account. An update is
 * a deletion and a creation, so it weighs twice.
 *
 * @public
 */
export const route53Capabilities: ProviderCapabilities = {
  granularity: 'recordSet',
  batch: {
    changes: 1000,
    bytes: 32_000,
    namesWeighNothing: true,
    values: 1000,
    updatesWeighTwice: true,
    atomic: true,
  },
  compareAndSwap: true,
  readsByName: true,
  setIdentifiers: true,
  rate: { requests: 5, seconds: 1 },
};

/** `aws/hosted-zone-id`, with or without the path, as the zones' ids are spelled. */
function zoneIdOf(endpoint: Endpoint): string | undefined {
  const id = propertyOf(endpoint, 'aws/hosted-zone-id')?.trim();
  return id ? `/hostedzone/${bareZoneId(id)}` : undefined;
}

function adjusted(
  endpoint: Endpoint,
  options: Route53SemanticsOptions,
): Endpoint[] {
  const { providerSpecific = [], ...rest } = endpoint;
  const routing = routingProperties(providerSpecific);
  const aliasTypes = aliasTypesOf(endpoint, options);
  if (aliasTypes.length === 0) {
    const plain: Endpoint = rest;
    if (endpoint.recordType === 'TXT') {
      plain.targets = [...new Set(endpoint.targets.map(joinedText))];
    }
    if (routing.length > 0) plain.providerSpecific = routing;
    return [plain];
  }
  const { recordTTL: _, ...withoutTtl } = rest;
  return aliasTypes.map(recordType => ({
    ...withoutTtl,
    recordType,
    providerSpecific: [...aliasProperties(endpoint, options), ...routing],
  }));
}

/** The types of the aliases that an endpoint becomes; none where it is no alias. */
function aliasTypesOf(
  { recordType, targets, providerSpecific }: Endpoint,
  { preferCname = false }: Route53SemanticsOptions,
): ('A' | 'AAAA')[] {
  const wanted = providerSpecific
    ?.find(({ name }) => name === 'alias')
    ?.value.trim();
  if (recordType === 'A' || recordType === 'AAAA') {
    return wanted === 'true' || wanted === recordType ? [recordType] : [];
  }
  if (recordType !== 'CNAME') return [];
  if (wanted === 'A' || wanted === 'AAAA') return [wanted];
  const isAlias =
    wanted === undefined || wanted === ''
      ? !preferCname && canonicalHostedZone(targets[0] ?? '') !== undefined
      : wanted === 'true';
  return isAlias ? ['A', 'AAAA'] : [];
}

function aliasProperties(
  endpoint: Endpoint,
  { evaluateTargetHealth = true, heldZones }: Route53SemanticsOptions,
): ProviderSpecificProperty[] {
  const health = propertyOf(endpoint, 'aws/evaluate-target-health')?.trim();
  const follows =
    health === 'true' || (health !== 'false' && evaluateTargetHealth);
  const properties = aliasPropertiesOf({ evaluateTargetHealth: follows });
  const zone = propertyOf(endpoint, 'aws/target-hosted-zone')?.trim();
  // Where the host name or the alias's own place says it, it is not read back either.
  const isSaid =
    !zone ||
    heldZones?.has(bareZoneId(zone)) ||
    zone === canonicalHostedZone(endpoint.targets[0] ?? '');
  if (!isSaid) {
    properties.push({ name: 'aws/target-hosted-zone', value: zone });
  }
  return properties;
}
