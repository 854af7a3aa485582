import { InputError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import { ProviderEntry } from '@openova/backstage-plugin-external-dns-node';
import { CredentialSettings } from './credentials';

/** An entry of `externalDns.providers` of type `google`. @internal */
export interface GoogleEntry {
  credentials: CredentialSettings;
  /** URL up to and without the version of the API. */
  apiEndpoint: string;
  visibility?: 'public' | 'private';
  /** Most changes of a batch; undefined: as many as the project's quota allows. */
  batchChangeSize?: number;
}

const googleApi = 'https://dns.googleapis.com';

/**
 * Checks an entry; reads no file and needs no network.
 *
 * @throws InputError with the path of what is wrong and what would be right.
 * @internal
 */
export function readEntry(options: {
  config: JsonObject;
  path: string;
}): GoogleEntry {
  const entry = new ProviderEntry(options, [
    'project',
    'credentials',
    'credentialsFile',
    'zoneVisibility',
    'batchChangeSize',
    'batchChangeInterval',
    'apiEndpoint',
  ]);
  const secret = entry.secret('credentials');
  const key =
    entry.value('credentialsFile') === undefined
      ? 'credentials'
      : 'credentialsFile';
  const project = entry.text('project');
  const visibility = visibilityOf(entry);
  const batchChangeSize = entry.wholeNumber('batchChangeSize', {
    from: 1,
    to: 100_000,
    otherwise: 0,
  });
  return {
    credentials: {
      path: entry.path,
      ...(project !== undefined && { project }),
      ...(secret && { json: { secret, path: entry.pathOf(key) } }),
    },
    apiEndpoint: endpointOf(entry),
    ...(visibility && { visibility }),
    ...(batchChangeSize > 0 && { batchChangeSize }),
  };
}

/** ExternalDNS's flag is empty where both are meant. */
function visibilityOf(entry: ProviderEntry): GoogleEntry['visibility'] {
  const value = entry.value('zoneVisibility');
  if (value === undefined || value === '') return undefined;
  if (value === 'public' || value === 'private') return value;
  throw new InputError(
    `${entry.pathOf('zoneVisibility')} must be public or private`,
  );
}

/** Google's own clients take a bare host too. */
function endpointOf(entry: ProviderEntry): string {
  const host = entry.text('apiEndpoint');
  return host !== undefined && /^[a-z0-9.-]+(:\d+)?$/i.test(host)
    ? `https://${host}`
    : entry.url('apiEndpoint', googleApi);
}
