import { InputError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import {
  ProviderEntry,
  Secret,
  secretFile,
} from '@openova/backstage-plugin-external-dns-node';
import { normaliseName } from '@openova/dns-engine';
import { cloudNamed, cloudNames, isSafe, publicCloud } from './clouds';
import { AzureVisibility } from './semantics';

/** How tokens are got; see `tokenSource`. @internal */
export type CredentialSettings =
  | {
      kind: 'clientSecret';
      tenantId: string;
      clientId: string;
      clientSecret: Secret;
    }
  | {
      kind: 'workloadIdentity';
      tenantId?: string;
      clientId?: string;
      /** The token of the service account. */
      federatedToken?: Secret;
    }
  | { kind: 'managedIdentity'; clientId?: string }
  /** What the backend itself runs with. */
  | { kind: 'surroundings'; tenantId?: string; clientId?: string };

/** What an entry or an azure.json says of the way to Azure. @internal */
export interface AccountSettings {
  subscriptionId?: string;
  resourceGroup?: string;
  endpoint?: string;
  /** What tokens are for, where it is not the endpoint. */
  audience?: string;
  authorityHost?: string;
  credential?: CredentialSettings;
}

/** An entry of `externalDns.providers` of type `azure`. @internal */
export interface AzureEntry {
  /** Where the entry stands, for messages. */
  path: string;
  visibility: AzureVisibility;
  account: AccountSettings;
  /** The identity to use, where `configFile` says that it is a managed one. */
  userAssignedIdentityClientId?: string;
  /** An azure.json; what the entry says itself goes before it. */
  configFile?: { path: string; file: string; text: Secret };
  /** Zones at or below one of these names; empty: all. */
  zoneNames: readonly string[];
}

const keys = [
  'visibility',
  'subscriptionId',
  'resourceGroup',
  'zoneNameFilter',
  'configFile',
  'tenantId',
  'clientId',
  'clientSecret',
  'clientSecretFile',
  'useWorkloadIdentityExtension',
  'federatedTokenFile',
  'useManagedIdentityExtension',
  'userAssignedIdentityClientId',
  'cloud',
  'endpoint',
  'authorityHost',
  // Flags of ExternalDNS that mean nothing here: the sync decides when zones are
  // listed and what is tried again.
  'maxRetriesCount',
  'zonesCacheDuration',
];

/**
 * Checks an entry; reads no file and needs no network.
 *
 * @throws InputError with the path of what is wrong and what would be right.
 * @internal
 */
export function readEntry(config: JsonObject, path: string): AzureEntry {
  const entry = new ProviderEntry({ config, path }, keys);
  const configFile = entry.text('configFile');
  const subscriptionId = entry.text('subscriptionId');
  if (!subscriptionId && !configFile) {
    throw new InputError(
      `${path}.subscriptionId is missing: set it, or configFile to an azure.json that has it`,
    );
  }
  const identity = entry.text('userAssignedIdentityClientId');
  return {
    path,
    visibility: entry.oneOf('visibility', ['public', 'private'], 'public'),
    account: {
      ...given('subscriptionId', subscriptionId),
      ...given('resourceGroup', entry.text('resourceGroup')),
      ...readCloud(entry),
      ...given('credential', readCredential(entry, configFile !== undefined)),
    },
    ...given('userAssignedIdentityClientId', identity),
    ...(configFile && {
      configFile: {
        path: entry.pathOf('configFile'),
        file: configFile,
        text: secretFile(configFile, entry.pathOf('configFile')),
      },
    }),
    zoneNames: entry
      .texts('zoneNameFilter')
      .map(name => normaliseName(name.replace(/^\./, ''))),
  };
}

function readCloud(
  entry: ProviderEntry,
): Pick<AccountSettings, 'endpoint' | 'authorityHost'> {
  const name = entry.text('cloud');
  const cloud = name === undefined ? undefined : cloudNamed(name);
  if (name !== undefined && !cloud) {
    throw new InputError(
      `${entry.pathOf('cloud')} must be one of ${cloudNames.join(', ')}`,
    );
  }
  return {
    ...cloud,
    ...given('endpoint', urlAt(entry, 'endpoint')),
    ...given('authorityHost', urlAt(entry, 'authorityHost')),
  };
}

/** A token may be read by everybody on the way where nothing is encrypted. */
function urlAt(
  entry: ProviderEntry,
  key: 'endpoint' | 'authorityHost',
): string | undefined {
  if (entry.value(key) === undefined) return undefined;
  const url = entry.url(key, publicCloud[key]);
  if (key === 'endpoint' ? isSafe(url) : url.startsWith('https:')) return url;
  throw new InputError(
    `${entry.pathOf(key)} must begin with https, because tokens are sent there`,
  );
}

function readCredential(
  entry: ProviderEntry,
  hasConfigFile: boolean,
): CredentialSettings | undefined {
  const tenantId = entry.text('tenantId');
  const clientId = entry.text('clientId');
  const clientSecret = entry.secret('clientSecret');
  const federatedTokenFile = entry.text('federatedTokenFile');
  const identity = entry.text('userAssignedIdentityClientId');
  const isWorkload =
    entry.flag('useWorkloadIdentityExtension', false) ||
    federatedTokenFile !== undefined;
  const isManaged =
    entry.flag('useManagedIdentityExtension', false) ||
    (identity !== undefined && !hasConfigFile);
  const forms = [
    clientSecret && 'clientSecret',
    isWorkload && 'useWorkloadIdentityExtension',
    isManaged && 'useManagedIdentityExtension',
  ].filter(form => typeof form === 'string');
  if (forms.length > 1) {
    throw new InputError(
      `${entry.path} has ${forms.join(' and ')}: keep one way to get tokens`,
    );
  }
  if (clientSecret) {
    if (!tenantId || !clientId) {
      throw new InputError(
        `${entry.pathOf(
          tenantId ? 'clientId' : 'tenantId',
        )} is missing: a client secret belongs to an application (clientId) of a tenant (tenantId)`,
      );
    }
    return { kind: 'clientSecret', tenantId, clientId, clientSecret };
  }
  const ids = {
    ...given('tenantId', tenantId),
    ...given('clientId', clientId),
  };
  if (isWorkload) {
    const path = entry.pathOf('federatedTokenFile');
    return {
      kind: 'workloadIdentity',
      ...ids,
      ...(federatedTokenFile && {
        federatedToken: secretFile(federatedTokenFile, path),
      }),
    };
  }
  if (isManaged) {
    return {
      kind: 'managedIdentity',
      ...given('clientId', identity ?? clientId),
    };
  }
  if (!tenantId && !clientId) return undefined;
  if (hasConfigFile) {
    throw new InputError(
      `${entry.pathOf(
        tenantId ? 'tenantId' : 'clientId',
      )} goes with clientSecret or useWorkloadIdentityExtension: the azure.json has its own`,
    );
  }
  return { kind: 'surroundings', ...ids };
}

function given<Key extends string, Value>(
  key: Key,
  value: Value | undefined,
): { [Each in Key]?: Value } {
  const result: { [Each in Key]?: Value } = {};
  if (value !== undefined) result[key] = value;
  return result;
}
