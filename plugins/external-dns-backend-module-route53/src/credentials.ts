import {
  fromIni,
  fromTemporaryCredentials,
} from '@aws-sdk/credential-providers';
import type {
  AwsCredentialIdentity,
  AwsCredentialIdentityProvider,
} from '@aws-sdk/types';
import type { AwsCredentialsManager } from '@backstage/integration-aws-node';
import { secretFile } from '@openova/backstage-plugin-external-dns-node';
import { CredentialSettings } from './entry';

/**
 * Where the credentials of an entry come from. In this order: keys of the entry, a
 * credentials file or profile, the account of the `aws` section of the app's
 * configuration, that section's main account, the SDK's own chain (environment,
 * web identity, container, instance); undefined stands for the last. A role is
 * assumed on top of any of them.
 *
 * Nothing is looked up before the first request.
 *
 * @internal
 */
export function credentialsOf(
  settings: CredentialSettings,
  integration: AwsCredentialsManager | undefined,
): AwsCredentialIdentityProvider | undefined {
  const base = baseOf(settings, integration);
  const { assumeRole } = settings;
  if (!assumeRole) return base;
  return fromTemporaryCredentials({
    ...(base && { masterCredentials: base }),
    params: {
      RoleArn: assumeRole.arn,
      RoleSessionName: 'external-dns',
      ...(assumeRole.externalId && { ExternalId: assumeRole.externalId }),
    },
    clientConfig: { region: settings.region ?? 'us-east-1' },
  });
}

function baseOf(
  { keys, credentialsFile, profile, accountId }: CredentialSettings,
  integration: AwsCredentialsManager | undefined,
): AwsCredentialIdentityProvider | undefined {
  if (keys) {
    const { accessKeyId, secretAccessKey, sessionToken } = keys;
    return rereading(async () => ({
      accessKeyId,
      secretAccessKey: await secretAccessKey.reveal(),
      ...(sessionToken && { sessionToken: await sessionToken.reveal() }),
    }));
  }
  if (credentialsFile) {
    const { file, path } = credentialsFile;
    const content = secretFile(file, path);
    return rereading(async () => {
      // What is wrong with the file is told by its key.
      await content.reveal();
      return fromIni({
        filepath: file,
        ignoreCache: true,
        ...(profile && { profile }),
      })();
    });
  }
  if (profile) return fromIni({ profile });
  if (integration) {
    return async identity => {
      const { sdkCredentialProvider } = await integration.getCredentialProvider(
        accountId === undefined ? undefined : { accountId },
      );
      return sdkCredentialProvider(identity);
    };
  }
  return undefined;
}

/** The SDK keeps credentials until they expire: these are good for a moment only. */
function rereading(
  read: () => Promise<AwsCredentialIdentity>,
): AwsCredentialIdentityProvider {
  return async () => ({ ...(await read()), expiration: new Date(0) });
}
