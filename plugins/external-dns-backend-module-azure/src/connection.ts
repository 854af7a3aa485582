import { ProviderError } from '@openova/backstage-plugin-external-dns-node';
import { readAzureJson } from './azureJson';
import { publicCloud } from './clouds';
import { TokenSource, tokenSource } from './credential';
import { AccountSettings, AzureEntry } from './entry';

/** The way to one subscription, as it is now. @internal */
export interface Connection {
  /** Without a slash at the end. */
  endpoint: string;
  subscriptionId: string;
  resourceGroup?: string;
  /** What tokens are asked for. */
  scope: string;
  tokens: TokenSource;
}

/**
 * The way to Azure: from the entry, and from an azure.json that is read again when it
 * changes. What the entry says goes before what the file says.
 *
 * @internal
 */
export function connectionOf(entry: AzureEntry): () => Promise<Connection> {
  const { configFile } = entry;
  let made: { text?: string; connection: Connection } | undefined;
  return async () => {
    const text = await configFile?.text.reveal();
    if (!made || made.text !== text) {
      const settings =
        configFile && text !== undefined
          ? {
              ...readAzureJson(text, `${configFile.path}: ${configFile.file}`),
              ...entry.account,
            }
          : entry.account;
      made = { text, connection: connect(entry, settings) };
    }
    return made.connection;
  };
}

function connect(entry: AzureEntry, settings: AccountSettings): Connection {
  const { path, userAssignedIdentityClientId: identity } = entry;
  const { subscriptionId, resourceGroup, authorityHost } = settings;
  if (!subscriptionId) {
    throw new ProviderError(
      'InvalidConfig',
      `${path}: neither subscriptionId nor the azure.json says the subscription`,
    );
  }
  const endpoint = settings.endpoint ?? publicCloud.endpoint;
  const credential = settings.credential ?? { kind: 'surroundings' };
  const mayBeManaged =
    credential.kind === 'managedIdentity' || credential.kind === 'surroundings';
  return {
    endpoint,
    subscriptionId,
    ...(resourceGroup && { resourceGroup }),
    scope: `${settings.audience ?? endpoint}/.default`,
    tokens: tokenSource(
      identity && mayBeManaged
        ? { ...credential, clientId: identity }
        : credential,
      { path, ...(authorityHost && { authorityHost }) },
    ),
  };
}
