import {
  ProviderError,
  secretText,
} from '@openova/backstage-plugin-external-dns-node';
import { cloudNamed, isSafe } from './clouds';
import { AccountSettings, CredentialSettings } from './entry';

/**
 * An azure.json, as clusters on Azure have it and ExternalDNS reads it.
 *
 * @param place - Of the file, for messages: `externalDns.providers[0].configFile: /etc/kubernetes/azure.json`.
 * @throws {@link ProviderError} `InvalidConfig`: only the file's owner can mend it.
 * @internal
 */
export function readAzureJson(text: string, place: string): AccountSettings {
  const json = parsed(text, place);
  const wrong = (what: string) =>
    new ProviderError('InvalidConfig', `${place}: ${what}`);
  const textAt = (key: string): string | undefined => {
    const value = json[key];
    if (value === undefined || value === null || value === '') return undefined;
    if (typeof value === 'string') return value;
    throw wrong(`${key} must be a text`);
  };
  const isOn = (key: string) => json[key] === true || json[key] === 'true';
  const urlAt = (key: string): string | undefined => {
    const url = textAt(key)?.replace(/\/+$/, '');
    if (url === undefined || (URL.canParse(url) && isSafe(url))) return url;
    throw wrong(`${key} must be a URL that begins with https`);
  };
  const name = textAt('cloud');
  const cloud = name === undefined ? undefined : cloudNamed(name);
  const endpoint = urlAt('resourceManagerEndpoint') ?? cloud?.endpoint;
  if (name !== undefined && !endpoint) {
    throw wrong(
      `the cloud ${name} is not known: add resourceManagerEndpoint and activeDirectoryAuthorityHost`,
    );
  }
  return withoutGaps({
    subscriptionId: textAt('subscriptionId'),
    resourceGroup: textAt('resourceGroup'),
    endpoint,
    audience: textAt('resourceManagerAudience')?.replace(/\/+$/, ''),
    authorityHost:
      urlAt('activeDirectoryAuthorityHost') ?? cloud?.authorityHost,
    credential: credentialIn(textAt, isOn, wrong),
  });
}

/** In ExternalDNS's order; `msi` stands where a cluster has no application. */
function credentialIn(
  textAt: (key: string) => string | undefined,
  isOn: (key: string) => boolean,
  wrong: (what: string) => Error,
): CredentialSettings | undefined {
  const tenantId = textAt('tenantId');
  const clientId = textAt('aadClientId');
  const clientSecret = textAt('aadClientSecret');
  if (clientId && clientSecret && clientId !== 'msi') {
    if (!tenantId) throw wrong('tenantId is missing beside aadClientId');
    return {
      kind: 'clientSecret',
      tenantId,
      clientId,
      clientSecret: secretText(clientSecret),
    };
  }
  if (isOn('useWorkloadIdentityExtension')) {
    return {
      kind: 'workloadIdentity',
      ...(tenantId && { tenantId }),
      ...(clientId && clientId !== 'msi' && { clientId }),
    };
  }
  if (isOn('useManagedIdentityExtension')) {
    const identity = textAt('userAssignedIdentityID');
    return { kind: 'managedIdentity', ...(identity && { clientId: identity }) };
  }
  return undefined;
}

function parsed(text: string, place: string): Record<string, unknown> {
  try {
    const json: unknown = JSON.parse(text);
    if (isObject(json)) return json;
  } catch {
    // The parser's own message would quote the file, secrets included.
  }
  throw new ProviderError(
    'InvalidConfig',
    `${place} is no JSON object: it must have the form of an azure.json`,
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function withoutGaps(settings: AccountSettings): AccountSettings {
  return Object.fromEntries(
    Object.entries(settings).filter(([, value]) => value !== undefined),
  );
}
