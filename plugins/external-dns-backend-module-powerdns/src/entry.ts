import { InputError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import {
  ProviderEntry,
  Secret,
} from '@openova/backstage-plugin-external-dns-node';

/** An entry of `externalDns.providers` of type `powerdns`. @internal */
export interface PowerDnsEntry {
  /** Of the entry, for messages. */
  path: string;
  /** Without a slash at its end, and without `/api/v1`. */
  server: string;
  serverId: string;
  apiKey: Secret;
  visibility: 'public' | 'private';
  batchChangeSize: number;
}

const keys = [
  'server',
  'serverId',
  'apiKey',
  'apiKeyFile',
  'visibility',
  'batchChangeSize',
];

/**
 * Checks an entry; needs no network.
 *
 * @throws InputError with the path of what is wrong and what would be right.
 * @internal
 */
export function readEntry(config: JsonObject, path: string): PowerDnsEntry {
  const entry = new ProviderEntry({ config, path }, keys);
  const apiKey = entry.secret('apiKey');
  if (!apiKey) {
    throw new InputError(
      `${path} has no credential: set apiKey or apiKeyFile to the api-key of the server`,
    );
  }
  return {
    path,
    server: entry
      .url('server', 'http://localhost:8081')
      .replace(/\/api\/v1$/, ''),
    serverId: entry.text('serverId') ?? 'localhost',
    apiKey,
    visibility: entry.oneOf('visibility', ['public', 'private'], 'public'),
    batchChangeSize: entry.wholeNumber('batchChangeSize', {
      from: 1,
      to: 5000,
      otherwise: 1000,
    }),
  };
}
