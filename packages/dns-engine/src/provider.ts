import { Endpoint } from './endpoint';

/**
 * The pure half of a provider: what the service would make of an endpoint. Each
 * provider package exports its own as `./engine`, so that the command line plans
 * what the backend would.
 *
 * @public
 */
export interface ProviderSemantics {
  /** As in configuration: `cloudflare`, `route53`, `embedded`, ... */
  type: string;
  /** Record types that the service can hold; others become verdicts. */
  recordTypes: readonly string[];
  /** Prefix of providerSpecific names that are kept (`aws/`); undefined keeps all. */
  propertyPrefix?: string;
  /** The service takes a CNAME at the apex and answers with the addresses behind it. */
  apexCname?: boolean;
  /** Lowest TTL in seconds that the service stores. */
  minTtl?: number;
  /** What the service would store for this endpoint: TTL floor, proxied, alias. */
  adjustEndpoint?(endpoint: Endpoint): Endpoint;
  /**
   * Where one endpoint may become several, for example an alias for each address
   * family: takes the place of `adjustEndpoint`.
   */
  adjustEndpoints?(endpoint: Endpoint): Endpoint[];
  /** The service's id of the only zone that an endpoint asks for, if it asks for one. */
  zoneIdOf?(endpoint: Endpoint): string | undefined;
}

/**
 * What a service would store for an endpoint; as it is where the service leaves it.
 *
 * @public
 */
export function adjustedEndpoints(
  endpoint: Endpoint,
  semantics: ProviderSemantics,
): Endpoint[] {
  return (
    semantics.adjustEndpoints?.(endpoint) ?? [
      semantics.adjustEndpoint?.(endpoint) ?? endpoint,
    ]
  );
}
