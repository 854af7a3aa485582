import { InputError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import {
  ProviderEntry,
  Secret,
} from '@openova/backstage-plugin-external-dns-node';

/** An entry of `externalDns.providers` of type `hetzner`. @internal */
export interface HetznerEntry {
  apiToken: Secret;
  baseUrl: string;
}

/**
 * Checks an entry; reads no file and needs no network.
 *
 * @throws InputError with the path of what is wrong and what would be right.
 * @internal
 */
export function readEntry(config: JsonObject, path: string): HetznerEntry {
  const keys = ['apiToken', 'apiTokenFile', 'baseUrl'];
  const entry = new ProviderEntry({ config, path }, keys);
  const apiToken = entry.secret('apiToken');
  if (!apiToken) {
    throw new InputError(
      `${path} has no token: set apiToken or apiTokenFile to one of the Hetzner project`,
    );
  }
  const baseUrl = entry.url('baseUrl', 'https://api.hetzner.cloud/v1');
  return { apiToken, baseUrl };
}
