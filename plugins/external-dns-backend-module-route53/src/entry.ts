import { InputError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import {
  Secret,
  secretFile,
  secretText,
} from '@openova/backstage-plugin-external-dns-node';
import { EntryReader } from './entryReader';
import { route53Capabilities, Route53SemanticsOptions } from './semantics';
import { WantedTag, ZoneSelection } from './zoneSelection';

/** How requests are signed; see `credentialsOf`. @internal */
export interface CredentialSettings {
  keys?: {
    accessKeyId: string;
    secretAccessKey: Secret;
    sessionToken?: Secret;
  };
  credentialsFile?: { file: string; path: string };
  profile?: string;
  /** An account of the `aws` section of the app's configuration. */
  accountId?: string;
  assumeRole?: { arn: string; externalId?: string };
  region?: string;
}

/** An entry of `externalDns.providers` of type `route53`. @internal */
export interface Route53Entry {
  credentials: CredentialSettings;
  endpoint?: string;
  semantics: Route53SemanticsOptions;
  selection: ZoneSelection;
  batch?: { changes?: number; bytes?: number; values?: number };
}

/**
 * Flags of ExternalDNS that mean nothing here: the account's limiter paces and the
 * sync decides when zones are listed and what is tried again. They are taken, so that
 * a flag line can be carried over whole.
 */
const withoutEffect = [
  'apiRetries',
  'batchChangeInterval',
  'zoneMatchParent',
  'zonesCacheDuration',
];

const known = [
  'accessKeyId',
  'accountId',
  'assumeRole',
  'assumeRoleExternalId',
  'batchChangeSize',
  'batchChangeSizeBytes',
  'batchChangeSizeValues',
  'credentialsFile',
  'endpoint',
  'evaluateTargetHealth',
  'preferCname',
  'profile',
  'region',
  'secretAccessKey',
  'secretAccessKeyFile',
  'sessionToken',
  'sessionTokenFile',
  'type',
  'zoneTags',
  'zoneType',
  ...withoutEffect,
];

/** Where each limit stands in an entry, and what Route 53 takes at most. */
const limits = {
  changes: ['batchChangeSize', route53Capabilities.batch.changes],
  bytes: ['batchChangeSizeBytes', route53Capabilities.batch.bytes],
  values: ['batchChangeSizeValues', route53Capabilities.batch.values],
} as const;

/**
 * Checks an entry; reads no file and needs no network.
 *
 * @throws InputError with the path of what is wrong and what would be right.
 * @internal
 */
export function readEntry(config: JsonObject, path: string): Route53Entry {
  const entry = new EntryReader(config, path);
  entry.refuseUnknown(known);
  const endpoint = entry.text('endpoint');
  if (endpoint !== undefined && !/^https?:\/\/./.test(endpoint)) {
    throw new InputError(
      `${path}.endpoint must be a URL, for example https://route53.amazonaws.com`,
    );
  }
  const type = entry.oneOf('zoneType', ['public', 'private', '']);
  return {
    credentials: readCredentials(entry),
    ...(endpoint && { endpoint }),
    semantics: {
      evaluateTargetHealth: entry.truth('evaluateTargetHealth') ?? true,
      preferCname: entry.truth('preferCname') ?? false,
    },
    selection: {
      ...((type === 'public' || type === 'private') && { type }),
      tags: entry.texts('zoneTags').map(readTag),
    },
    ...readBatch(entry),
  };
}

function readCredentials(entry: EntryReader): CredentialSettings {
  const { path } = entry;
  const settings: CredentialSettings = {};
  const accessKeyId = entry.text('accessKeyId');
  const secretAccessKey = readSecret(entry, 'secretAccessKey');
  const sessionToken = readSecret(entry, 'sessionToken');
  if (accessKeyId && secretAccessKey) {
    settings.keys = {
      accessKeyId,
      secretAccessKey,
      ...(sessionToken && { sessionToken }),
    };
  } else if (accessKeyId || secretAccessKey || sessionToken) {
    const missing = accessKeyId ? 'secretAccessKey' : 'accessKeyId';
    throw new InputError(
      `${path}.${missing} is missing: an access key has an id and a secret; leave out both to use the credentials of the backend's surroundings`,
    );
  }
  const credentialsFile = entry.text('credentialsFile');
  if (credentialsFile) {
    settings.credentialsFile = {
      file: credentialsFile,
      path: `${path}.credentialsFile`,
    };
  }
  const [profile, another] = entry.texts('profile');
  if (another !== undefined) {
    throw new InputError(
      `${path}.profile has several profiles: make an entry of each, every one is an account with its own zones and limits`,
    );
  }
  if (profile) settings.profile = profile;
  const accountId = entry.text('accountId');
  if (accountId !== undefined && !/^\d{12}$/.test(accountId)) {
    throw new InputError(
      `${path}.accountId must be the 12 digits of an AWS account, in quotes`,
    );
  }
  if (accountId) settings.accountId = accountId;
  const forms = [
    settings.keys && 'accessKeyId',
    (credentialsFile || profile) && (profile ? 'profile' : 'credentialsFile'),
    accountId && 'accountId',
  ].filter(form => typeof form === 'string');
  if (forms.length > 1) {
    throw new InputError(
      `${path} has ${forms.join(' and ')}: keep one way to get credentials`,
    );
  }
  const arn = entry.text('assumeRole');
  const externalId = entry.text('assumeRoleExternalId');
  if (arn) settings.assumeRole = { arn, ...(externalId && { externalId }) };
  else if (externalId) {
    throw new InputError(
      `${path}.assumeRoleExternalId needs assumeRole, the ARN of a role`,
    );
  }
  const region = entry.text('region');
  if (region) settings.region = region;
  return settings;
}

function readSecret(entry: EntryReader, key: string): Secret | undefined {
  const value = entry.text(key);
  const file = entry.text(`${key}File`);
  if (value && file) {
    throw new InputError(
      `${entry.path} has ${key} and ${key}File: keep one of them`,
    );
  }
  if (file) return secretFile(file, `${entry.path}.${key}File`);
  return value ? secretText(value) : undefined;
}

function readTag(tag: string): WantedTag {
  const equals = tag.indexOf('=');
  return equals < 0
    ? { key: tag }
    : { key: tag.slice(0, equals), value: tag.slice(equals + 1) };
}

function readBatch(entry: EntryReader): Pick<Route53Entry, 'batch'> {
  const batch: Route53Entry['batch'] = {};
  for (const name of ['changes', 'bytes', 'values'] as const) {
    const [key, most = 0] = limits[name];
    const value = entry.wholeNumber(key);
    if (value === undefined) continue;
    if (value < 1) {
      throw new InputError(
        `${entry.path}.${key} must be a whole number from 1 to ${most}`,
      );
    }
    if (value < most) batch[name] = value;
  }
  return Object.keys(batch).length > 0 ? { batch } : {};
}
