import { ProviderError } from '@openova/backstage-plugin-external-dns-node';
import { CredentialSettings } from './entry';

/** What is wrong, by the code of Microsoft Entra, where it is more than the code says. */
const sentences: Readonly<Record<string, string>> = {
  '7000215': 'the client secret is not the one of this application',
  '7000222': 'the client secret has expired: make a new one',
  '700016': 'the tenant has no application with this clientId',
  '700213':
    "no federated credential of the application has this service account's subject",
  '70021':
    "no federated credential of the application has this service account's subject",
  '700024': 'the token of the service account has expired',
};

/** Entra itself is at fault and says so. */
const passing: ReadonlySet<string> = new Set(['90033', '90055', '50196']);

/**
 * Why there is no token, without what the vendor's client says of the request: that may
 * be long, and hold names of the tenant.
 *
 * @param path - Of the entry.
 * @internal
 */
export function asTokenError(
  error: unknown,
  kind: CredentialSettings['kind'],
  path: string,
): ProviderError {
  if (error instanceof ProviderError) return error;
  const { name = '', message = '' } =
    error instanceof Error ? error : new Error(String(error));
  const [, code] = /AADSTS(\d+)/.exec(message) ?? [];
  if (code !== undefined && !passing.has(code)) {
    const said =
      sentences[code] ?? 'check tenantId, clientId and what proves them';
    return new ProviderError(
      'InvalidConfig',
      `${path}: Azure does not accept the credential: ${said} (AADSTS${code})`,
    );
  }
  // An unknown tenant and no way to the sign-in look the same from here.
  if (/endpoints_resolution_error/.test(message)) {
    return new ProviderError(
      'Unavailable',
      `${path}: Azure's sign-in cannot be reached, or does not know the tenant: check tenantId and the way there`,
    );
  }
  const isWithout =
    kind === 'surroundings' || kind === 'managedIdentity'
      ? /Unavailable|AggregateAuthentication/.test(name)
      : /invalid_client|invalid_grant|unauthorized_client/.test(message);
  if (isWithout) {
    return new ProviderError('InvalidConfig', `${path}: ${absence[kind]}`);
  }
  return new ProviderError(
    'Unavailable',
    "Azure's sign-in cannot be reached, or gave no token",
  );
}

const absence: Readonly<Record<CredentialSettings['kind'], string>> = {
  clientSecret: 'Azure does not accept the client secret',
  workloadIdentity: 'Azure does not accept the token of the service account',
  managedIdentity:
    'there is no managed identity where the backend runs, or not the one of userAssignedIdentityClientId',
  surroundings:
    'the backend runs with no credential of Azure: set one in the entry, or give the backend a workload identity, a managed identity or the variables AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET',
};
