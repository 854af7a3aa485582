import { InputError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import {
  ProviderEntry,
  Secret,
  secretFile,
  secretText,
} from '@openova/backstage-plugin-external-dns-node';
import { nameDefect, normaliseName } from '@openova/dns-engine';

/** An entry of `externalDns.providers` of type `webhook`. @internal */
export interface WebhookEntry {
  /** Of the entry, for messages. */
  path: string;
  /** Without a slash at its end. */
  url: string;
  headers: ReadonlyMap<string, Secret>;
  /** Normalised names; empty: as the webhook says. */
  zones: readonly string[];
  visibility: 'public' | 'private';
  nameServers: readonly string[];
  /** Of one request, in milliseconds. */
  timeout: number;
  /** In bytes, each way. */
  maxBodySize: number;
  batchChangeSize: number;
}

const keys = [
  'url',
  'headers',
  'headerFiles',
  'zone',
  'visibility',
  'nameServers',
  'readTimeout',
  'writeTimeout',
  'maxBodySize',
  'batchChangeSize',
];

/** Those that the protocol itself sets. */
const reserved: ReadonlySet<string> = new Set([
  'accept',
  'content-type',
  'content-length',
  'host',
  'connection',
  'transfer-encoding',
]);

/**
 * Checks an entry; needs no network.
 *
 * @throws InputError with the path of what is wrong and what would be right.
 * @internal
 */
export function readEntry(config: JsonObject, path: string): WebhookEntry {
  const entry = new ProviderEntry({ config, path }, keys);
  const timeout =
    entry.seconds('readTimeout', 5) + entry.seconds('writeTimeout', 10);
  if (timeout === 0) {
    throw new InputError(
      `${path}.readTimeout and writeTimeout are both 0: no request could be answered`,
    );
  }
  return {
    path,
    url: entry.url('url', 'http://localhost:8888'),
    headers: headersOf(entry),
    zones: [...new Set(namesAt(entry, 'zone'))],
    visibility: entry.oneOf('visibility', ['public', 'private'], 'public'),
    nameServers: namesAt(entry, 'nameServers'),
    timeout: timeout * 1000,
    maxBodySize: entry.wholeNumber('maxBodySize', {
      from: 1024,
      to: 1024 ** 3,
      otherwise: 32 * 1024 ** 2,
    }),
    batchChangeSize: entry.wholeNumber('batchChangeSize', {
      from: 1,
      to: 100_000,
      otherwise: 1000,
    }),
  };
}

function namesAt(entry: ProviderEntry, key: string): string[] {
  return entry.texts(key).map(text => {
    const name = normaliseName(text);
    const defect = nameDefect(name);
    if (defect === undefined) return name;
    throw new InputError(
      `${entry.pathOf(key)} has "${text}", which is no name: ${defect}`,
    );
  });
}

function headersOf(entry: ProviderEntry): Map<string, Secret> {
  const headers = new Map<string, Secret>();
  const add = (key: string, name: string, value: Secret) => {
    const path = entry.pathOf(`${key}.${name}`);
    if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name)) {
      throw new InputError(`${path} is no name of a header`);
    }
    if (reserved.has(name.toLowerCase())) {
      throw new InputError(`${path} is set by the protocol: remove it`);
    }
    if (headers.has(name.toLowerCase())) {
      throw new InputError(`${path} is given twice: keep one of the two`);
    }
    headers.set(name.toLowerCase(), value);
  };
  for (const [name, text] of Object.entries(entry.textsByName('headers'))) {
    if (!isHeaderValue(text)) {
      throw new InputError(
        `${entry.pathOf(
          `headers.${name}`,
        )} has a character that no header may have`,
      );
    }
    add('headers', name, secretText(text));
  }
  const files = Object.entries(entry.textsByName('headerFiles'));
  for (const [name, file] of files) {
    const path = entry.pathOf(`headerFiles.${name}`);
    add('headerFiles', name, secretFile(file, path));
  }
  return headers;
}

/** Visible ASCII, spaces and tabs. @internal */
export function isHeaderValue(text: string): boolean {
  return /^[\t\x20-\x7e]*$/.test(text);
}
