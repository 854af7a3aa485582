import { InputError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import { CredentialSource, credentialSource, Secret } from './credential';
import { CertificateSettings } from './hostnameClient';
import { smallestBatch } from './semantics';

/** An entry of `externalDns.providers` of type `cloudflare`. @internal */
export interface CloudflareEntry {
  credential: CredentialSource;
  accountId?: string;
  baseUrl?: string;
  proxied: boolean;
  recordComment?: string;
  recordsPerPage: number;
  batchChangeSize: number;
  regionalServices: boolean;
  regionKey?: string;
  customHostnames: boolean;
  minTlsVersion: CertificateSettings['minTlsVersion'];
  certificateAuthority?: CertificateSettings['certificateAuthority'];
}

/** Keys that every provider may have; the backend reads them. */
const commonKeys = [
  'type',
  'name',
  'domainFilter',
  'excludeDomains',
  'zoneIdFilter',
  'rateLimit',
];

const ownKeys = [
  'apiToken',
  'apiTokenFile',
  'apiKey',
  'apiKeyFile',
  'apiEmail',
  'accountId',
  'baseUrl',
  'proxied',
  'recordComment',
  'dnsRecordsPerPage',
  'batchChangeSize',
  'regionalServices',
  'regionKey',
  'customHostnames',
  'customHostnamesMinTlsVersion',
  'customHostnamesCertificateAuthority',
  // Carried over from ExternalDNS, without effect: the pace is the account's.
  'batchChangeInterval',
];

/**
 * Checks an entry; needs no network.
 *
 * @throws InputError with the path of what is wrong and what would be right.
 * @internal
 */
export function readEntry(config: JsonObject, path: string): CloudflareEntry {
  refuseUnknown(config, path);
  const apiToken = secretAt(config, path, 'apiToken');
  const apiKey = secretAt(config, path, 'apiKey');
  const apiEmail = textAt(config, path, 'apiEmail');
  if (apiToken && (apiKey || apiEmail)) {
    throw new InputError(
      `${path} has apiToken and also apiKey or apiEmail: keep one of the two credentials`,
    );
  }
  if (!apiToken && !(apiKey && apiEmail)) {
    throw new InputError(
      `${path} has no credential: set apiToken or apiTokenFile, or apiKey (or apiKeyFile) with apiEmail`,
    );
  }
  const comment = textAt(config, path, 'recordComment');
  if (comment !== undefined && [...comment].length > 500) {
    throw new InputError(
      `${path}.recordComment has more than the 500 characters that Cloudflare takes (100 in zones of the plan free): shorten it`,
    );
  }
  const regionKey = textAt(config, path, 'regionKey');
  const regional = toggleAt(config, path, 'regionalServices');
  const authority = choiceAt(
    config,
    path,
    'customHostnamesCertificateAuthority',
    ['none', 'google', 'ssl_com', 'lets_encrypt'] as const,
  );
  return {
    // As in ExternalDNS, a region asks for regional services by itself.
    regionalServices: regional || regionKey !== undefined,
    ...(regionKey !== undefined && { regionKey }),
    customHostnames: toggleAt(config, path, 'customHostnames'),
    minTlsVersion: choiceAt(config, path, 'customHostnamesMinTlsVersion', [
      '1.0',
      '1.1',
      '1.2',
      '1.3',
    ] as const),
    ...(authority !== 'none' && { certificateAuthority: authority }),
    credential: credentialSource({ apiToken, apiKey, apiEmail }),
    accountId: textAt(config, path, 'accountId'),
    baseUrl: urlAt(config, path),
    proxied: toggleAt(config, path, 'proxied'),
    recordComment: comment,
    recordsPerPage: numberAt(config, path, 'dnsRecordsPerPage', {
      from: 1,
      to: 5000,
      usual: 5000,
    }),
    batchChangeSize: numberAt(config, path, 'batchChangeSize', {
      from: 1,
      to: 3500,
      usual: smallestBatch,
    }),
  };
}

function refuseUnknown(config: JsonObject, path: string): void {
  const known = [...ownKeys, ...commonKeys];
  for (const key of Object.keys(config)) {
    if (known.includes(key)) continue;
    throw new InputError(`${path}.${key} is unknown: use ${known.join(', ')}`);
  }
}

/** `apiToken: file:/run/token` is ExternalDNS's way to name a file. */
function secretAt(
  config: JsonObject,
  path: string,
  key: 'apiToken' | 'apiKey',
): Secret | undefined {
  const value = textAt(config, path, key);
  const file = textAt(config, path, `${key}File`);
  if (value !== undefined && file !== undefined) {
    throw new InputError(
      `${path} has both ${key} and ${key}File: keep one of them`,
    );
  }
  if (file !== undefined) return { file, path: `${path}.${key}File` };
  if (value === undefined) return undefined;
  return value.startsWith('file:')
    ? { file: value.slice('file:'.length), path: `${path}.${key}` }
    : { value };
}

function textAt(
  config: JsonObject,
  path: string,
  key: string,
): string | undefined {
  const value = config[key];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') {
    throw new InputError(`${path}.${key} must be a text`);
  }
  if (value.trim() === '') {
    throw new InputError(`${path}.${key} is empty: set it, or remove the key`);
  }
  return value.trim();
}

function urlAt(config: JsonObject, path: string): string | undefined {
  const value = textAt(config, path, 'baseUrl');
  if (value === undefined) return undefined;
  if (URL.canParse(value) && /^https?:/.test(value)) return value;
  throw new InputError(
    `${path}.baseUrl must be a URL, like https://api.cloudflare.com/client/v4`,
  );
}

function toggleAt(config: JsonObject, path: string, key: string): boolean {
  const value = config[key] ?? false;
  // From an environment variable it comes as text.
  if (value === true || value === 'true') return true;
  if (value === false || value === 'false') return false;
  throw new InputError(`${path}.${key} must be true or false`);
}

/** One of some texts; the first where nothing is said. */
function choiceAt<Choice extends string>(
  config: JsonObject,
  path: string,
  key: string,
  choices: readonly [Choice, ...Choice[]],
): Choice {
  const value = config[key] ?? choices[0];
  const found = choices.find(choice => choice === `${value}`);
  if (found !== undefined) return found;
  throw new InputError(`${path}.${key} must be one of ${choices.join(', ')}`);
}

function numberAt(
  config: JsonObject,
  path: string,
  key: string,
  { from, to, usual }: { from: number; to: number; usual: number },
): number {
  const value = config[key] ?? usual;
  const number = typeof value === 'string' && value ? Number(value) : value;
  if (
    typeof number === 'number' &&
    Number.isInteger(number) &&
    number >= from &&
    number <= to
  ) {
    return number;
  }
  throw new InputError(
    `${path}.${key} must be a whole number from ${from} to ${to}`,
  );
}
