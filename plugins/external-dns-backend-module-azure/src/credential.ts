import {
  ClientAssertionCredential,
  ClientSecretCredential,
  DefaultAzureCredential,
  ManagedIdentityCredential,
  TokenCredential,
} from '@azure/identity';
import {
  ProviderError,
  Secret,
  secretFile,
} from '@openova/backstage-plugin-external-dns-node';
import { isAuthorityOfAzure } from './clouds';
import { CredentialSettings } from './entry';
import { asTokenError } from './tokenErrors';

/** Where tokens come from. @internal */
export interface TokenSource {
  /** @throws {@link ProviderError} */
  token(scope: string, signal: AbortSignal): Promise<string>;
  /** Azure did not accept the last one: the next is a new one. */
  forget(): void;
}

/** An application of a tenant, and what proves that we are it. */
interface Application {
  tenantId: string;
  clientId: string;
  proof: Secret;
  credential(proof: string): TokenCredential;
}

/**
 * Tokens of one account. The client of the vendor keeps a token until it is about to
 * expire; it is made anew when a secret's file was replaced.
 *
 * @param path - Of the entry, for messages.
 * @internal
 */
export function tokenSource(
  settings: CredentialSettings,
  options: { path: string; authorityHost?: string },
): TokenSource {
  let made: { proof?: string; credential: TokenCredential } | undefined;
  let application: Application | undefined;
  const { path } = options;

  async function credential(): Promise<TokenCredential> {
    application ??= applicationOf(settings, options);
    const proof = await application?.proof.reveal();
    if (!made || made.proof !== proof) {
      made = {
        proof,
        credential:
          application && proof !== undefined
            ? application.credential(proof)
            : identityOf(settings, options.authorityHost),
      };
    }
    return made.credential;
  }

  return {
    async token(scope, signal) {
      const source = await credential();
      try {
        const token = await source.getToken(scope, { abortSignal: signal });
        if (token) return token.token;
      } catch (error) {
        signal.throwIfAborted();
        throw asTokenError(error, settings.kind, path);
      }
      throw new ProviderError('InvalidConfig', `${path}: Azure gave no token`);
    },
    forget() {
      made = undefined;
    },
  };
}

function applicationOf(
  settings: CredentialSettings,
  options: { path: string; authorityHost?: string },
): Application | undefined {
  if (settings.kind === 'clientSecret') {
    const { tenantId, clientId, clientSecret } = settings;
    const vendorOptions = optionsFor(options.authorityHost);
    return {
      tenantId,
      clientId,
      proof: clientSecret,
      credential: secret =>
        new ClientSecretCredential(tenantId, clientId, secret, vendorOptions),
    };
  }
  return settings.kind === 'workloadIdentity'
    ? workloadIdentity(settings, options)
    : undefined;
}

/** What the entry leaves open, the webhook of workload identity put into the environment. */
function workloadIdentity(
  settings: CredentialSettings & { kind: 'workloadIdentity' },
  { path, authorityHost }: { path: string; authorityHost?: string },
): Application {
  const { env } = process;
  const tenantId = settings.tenantId ?? env.AZURE_TENANT_ID;
  const clientId = settings.clientId ?? env.AZURE_CLIENT_ID;
  const file = env.AZURE_FEDERATED_TOKEN_FILE;
  const proof =
    settings.federatedToken ??
    (file ? secretFile(file, 'AZURE_FEDERATED_TOKEN_FILE') : undefined);
  if (!tenantId || !clientId || !proof) {
    throw new ProviderError(
      'InvalidConfig',
      `${path}: workload identity needs tenantId, clientId and federatedTokenFile, or AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_FEDERATED_TOKEN_FILE in the environment of the backend`,
    );
  }
  const vendorOptions = optionsFor(authorityHost ?? env.AZURE_AUTHORITY_HOST);
  return {
    tenantId,
    clientId,
    proof,
    credential: token =>
      new ClientAssertionCredential(
        tenantId,
        clientId,
        async () => token,
        vendorOptions,
      ),
  };
}

function identityOf(
  settings: CredentialSettings,
  authorityHost: string | undefined,
): TokenCredential {
  const clientId = 'clientId' in settings ? settings.clientId : undefined;
  if (settings.kind === 'managedIdentity') {
    return clientId
      ? new ManagedIdentityCredential({ clientId })
      : new ManagedIdentityCredential();
  }
  return new DefaultAzureCredential({
    ...optionsFor(authorityHost),
    ...('tenantId' in settings && { tenantId: settings.tenantId }),
    ...(clientId && {
      managedIdentityClientId: clientId,
      workloadIdentityClientId: clientId,
    }),
  });
}

/** Nothing is tried again here: who reads the zone first decides that. */
function optionsFor(authorityHost: string | undefined) {
  return {
    retryOptions: { maxRetries: 0 },
    ...(authorityHost && {
      authorityHost,
      // Azure knows no hosts but its own.
      disableInstanceDiscovery: !isAuthorityOfAzure(authorityHost),
    }),
  };
}
