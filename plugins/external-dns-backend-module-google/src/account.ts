import { createPrivateKey } from 'node:crypto';
import { ProviderError } from '@openova/backstage-plugin-external-dns-node';
import {
  AuthClient,
  IdentityPoolClient,
  IdentityPoolClientOptions,
  JWT,
  OAuth2ClientOptions,
} from 'google-auth-library';

/** Somebody who can be let in. @internal */
export interface Account {
  client: AuthClient;
  /** Undefined where the credentials name none. */
  project(): Promise<string | undefined>;
}

/** How tokens are fetched; undefined: as the vendor's library does. @internal */
export type Transport = Pick<OAuth2ClientOptions, 'transporter'>;

/** Reads and writes DNS, and nothing else of the project. @internal */
export const scope = 'https://www.googleapis.com/auth/ndev.clouddns.readwrite';

/**
 * The account of a JSON text: of a service account's key, or of a configuration of
 * workload identity federation.
 *
 * @param path - The key that it stands under, for messages; the text is never quoted.
 * @throws {@link ProviderError} `InvalidConfig` where it is no such thing.
 * @internal
 */
export function accountOf(
  text: string,
  path: string,
  transport: Transport,
): Account {
  const json = parsed(text, path);
  switch (json.type) {
    case 'service_account':
      return serviceAccount(json, path, transport);
    case 'external_account':
      return externalAccount(json, path, transport);
    default:
      throw new ProviderError(
        'InvalidConfig',
        `${path} has the type ${JSON.stringify(
          json.type,
        )}: use the JSON of service_account or external_account`,
      );
  }
}

function serviceAccount(
  json: Record<string, unknown>,
  path: string,
  transport: Transport,
): Account {
  const key = textOf(json, 'private_key', path);
  try {
    createPrivateKey(key);
  } catch {
    throw new ProviderError(
      'InvalidConfig',
      `${path} has a private_key that is no private key: download the key again`,
    );
  }
  const { private_key_id: keyId, project_id: project } = json;
  return {
    client: new JWT({
      ...transport,
      email: textOf(json, 'client_email', path),
      key,
      ...(typeof keyId === 'string' && { keyId }),
      scopes: [scope],
    }),
    project: async () => (typeof project === 'string' ? project : undefined),
  };
}

function externalAccount(
  json: Record<string, unknown>,
  path: string,
  transport: Transport,
): Account {
  const { credential_source: source } = json;
  if (!isSource(source)) throw unusableSource(path);
  const settings = {
    ...json,
    ...transport,
    audience: textOf(json, 'audience', path),
    subject_token_type: textOf(json, 'subject_token_type', path),
    credential_source: source,
    scopes: [scope],
  };
  try {
    const client = new IdentityPoolClient(settings);
    return { client, project: async () => undefined };
  } catch {
    // Without the library's sentence, which may quote the JSON.
    throw unusableSource(path);
  }
}

/** Where the token of the other identity comes from. */
type Source = NonNullable<IdentityPoolClientOptions['credential_source']>;

function isSource(value: unknown): value is Source {
  if (typeof value !== 'object' || value === null) return false;
  return (
    ('file' in value && typeof value.file === 'string') ||
    ('url' in value && typeof value.url === 'string')
  );
}

function unusableSource(path: string): ProviderError {
  return new ProviderError(
    'InvalidConfig',
    `${path} has no credential_source that is a file or a URL: for any other, let GOOGLE_APPLICATION_CREDENTIALS name the file`,
  );
}

function parsed(text: string, path: string): Record<string, unknown> {
  try {
    const json: unknown = JSON.parse(text);
    if (typeof json === 'object' && json !== null) return { ...json };
  } catch {
    // Told below: the parser's sentence quotes the text.
  }
  throw new ProviderError(
    'InvalidConfig',
    `${path} is no JSON: give it the key of a service account, as Google made it`,
  );
}

function textOf(
  json: Record<string, unknown>,
  key: string,
  path: string,
): string {
  const value = json[key];
  if (typeof value === 'string' && value !== '') return value;
  throw new ProviderError(
    'InvalidConfig',
    `${path} has no ${key}: create it again`,
  );
}
