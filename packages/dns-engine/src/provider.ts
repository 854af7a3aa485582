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
  /** Lowest TTL in seconds that the service stores. */
  minTtl?: number;
  /** What the service would store for this endpoint: TTL floor, proxied, alias. */
  adjustEndpoint?(endpoint: Endpoint): Endpoint;
}
