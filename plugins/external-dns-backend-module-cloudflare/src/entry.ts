import { InputError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import {
  ProviderEntry,
  Secret,
  secretFile,
} from '@openova/backstage-plugin-external-dns-node';
import { CredentialSource, credentialSource } from './credential';
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

/** Keys that every provider may have; here so that messages list them. */
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
  const entry = new ProviderEntry({ config, path }, [
    ...ownKeys,
    ...commonKeys,
  ]);
  const apiToken = secretAt(entry, 'apiToken');
  const apiKey = secretAt(entry, 'apiKey');
  const apiEmail = entry.text('apiEmail');
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
  const comment = entry.text('recordComment');
  if (comment !== undefined && [...comment].length > 500) {
    throw new InputError(
      `${path}.recordComment has more than the 500 characters that Cloudflare takes (100 in zones of the plan free): shorten it`,
    );
  }
  const regionKey = entry.text('regionKey');
  const regional = entry.flag('regionalServices', false);
  const authority = choiceAt(entry, 'customHostnamesCertificateAuthority', [
    'none',
    'google',
    'ssl_com',
    'lets_encrypt',
  ] as const);
  return {
    // As in ExternalDNS, a region asks for regional services by itself.
    regionalServices: regional || regionKey !== undefined,
    ...(regionKey !== undefined && { regionKey }),
    customHostnames: entry.flag('customHostnames', false),
    minTlsVersion: choiceAt(entry, 'customHostnamesMinTlsVersion', [
      '1.0',
      '1.1',
      '1.2',
      '1.3',
    ] as const),
    ...(authority !== 'none' && { certificateAuthority: authority }),
    credential: credentialSource({ apiToken, apiKey, apiEmail }),
    accountId: entry.text('accountId'),
    baseUrl: urlAt(entry),
    proxied: entry.flag('proxied', false),
    recordComment: comment,
    recordsPerPage: numberAt(entry, 'dnsRecordsPerPage', {
      from: 1,
      to: 5000,
      usual: 5000,
    }),
    batchChangeSize: numberAt(entry, 'batchChangeSize', {
      from: 1,
      to: 3500,
      usual: smallestBatch,
    }),
  };
}

/** `apiToken: file:/run/token` is ExternalDNS's way to name a file. */
function secretAt(
  entry: ProviderEntry,
  key: 'apiToken' | 'apiKey',
): Secret | undefined {
  const secret = entry.secret(key);
  const text = entry.text(key);
  return text?.startsWith('file:')
    ? secretFile(text.slice('file:'.length), entry.pathOf(key))
    : secret;
}

function urlAt(entry: ProviderEntry): string | undefined {
  const value = entry.text('baseUrl');
  if (value === undefined) return undefined;
  if (URL.canParse(value) && /^https?:/.test(value)) return value;
  throw new InputError(
    `${entry.pathOf(
      'baseUrl',
    )} must be a URL, like https://api.cloudflare.com/client/v4`,
  );
}

/** One of some texts, also as the number 1.2; the first where nothing is said. */
function choiceAt<Choice extends string>(
  entry: ProviderEntry,
  key: string,
  choices: readonly [Choice, ...Choice[]],
): Choice {
  const value = entry.value(key) ?? choices[0];
  const found = choices.find(choice => choice === `${value}`);
  if (found !== undefined) return found;
  throw new InputError(
    `${entry.pathOf(key)} must be one of ${choices.join(', ')}`,
  );
}

function numberAt(
  entry: ProviderEntry,
  key: string,
  { from, to, usual }: { from: number; to: number; usual: number },
): number {
  const value = entry.value(key) ?? usual;
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
    `${entry.pathOf(key)} must be a whole number from ${from} to ${to}`,
  );
}
