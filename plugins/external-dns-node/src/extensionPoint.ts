import { createExtensionPoint } from '@backstage/backend-plugin-api';
import { JsonObject } from '@backstage/types';
import { DnsProvider } from './provider';

/**
 * How a module makes providers of its type. `create` is called once for each entry
 * of `externalDns.providers` with that type; it checks the entry and throws an
 * `InputError` whose message starts with `path` when something is wrong. It must
 * not need the network.
 *
 * @public
 */
export interface DnsProviderFactory {
  type: string;
  create(options: {
    /** The entry as plain JSON, secrets included: never log it. */
    config: JsonObject;
    /** Where it stands, for messages: `externalDns.providers[1]`. */
    path: string;
  }): Promise<DnsProvider>;
}

/** @public */
export interface DnsProvidersExtensionPoint {
  addProvider(factory: DnsProviderFactory): void;
}

/**
 * Where modules add DNS services.
 *
 * @public
 */
export const dnsProvidersExtensionPoint =
  createExtensionPoint<DnsProvidersExtensionPoint>({
    id: 'external-dns.providers',
  });
