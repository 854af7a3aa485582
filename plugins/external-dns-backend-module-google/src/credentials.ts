import { createPrivateKey } from 'node:crypto';
import {
  ProviderError,
  Secret,
} from '@openova/backstage-plugin-external-dns-node';
import {
  AuthClient,
  GoogleAuth,
  IdentityPoolClient,
  JWT,
  OAuth2ClientOptions,
} from 'google-auth-library';
import { asLoginError } from './loginErrors';

/** Who the backend is for Google. @internal */
export interface CredentialSettings {
  /** Of the entry, for messages. */
  path: string;
  project?: string;
  /** Undefined: the surroundings of the backend say it. */
  json?: { secret: Secret; path: string };
}

/** What a request needs to be let in. @internal */
export interface Login {
  headers: Headers;
  project: string;
}

interface Account {
  client: AuthClient;
  /** Undefined where the credentials name none. */
  project(): Promise<string | undefined>;
}

/** Reads and writes DNS, and nothing else of the project. */
const scope = 'https://www.googleapis.com/auth/ndev.clouddns.readwrite';

/**
 * Who the backend is for Google, and the access tokens that follow from it: a key of a
 * service account or a configuration of workload identity federation, or else what
 * Google calls the application's default credentials (a file that the environment
 * names, the login of a developer, the service account of the machine or pod).
 *
 * Tokens are kept until shortly before they end. Nothing is looked up before the first
 * request.
 *
 * @internal
 */
export class Credentials {
  #made: { text: string; account: Account } | undefined;

  constructor(
    private readonly settings: CredentialSettings,
    /** How tokens are fetched; for tests. */
    private readonly options: Pick<OAuth2ClientOptions, 'transporter'> = {},
  ) {}

  /** @throws {@link ProviderError} */
  async login(): Promise<Login> {
    const account = await this.#account();
    try {
      const headers = await account.client.getRequestHeaders();
      const project = this.settings.project ?? (await account.project());
      if (project !== undefined) return { headers, project };
    } catch (error) {
      // What the library found out so far is kept by it, failures included.
      this.forget();
      throw asLoginError(error, this.settings.path);
    }
    throw new ProviderError(
      'InvalidConfig',
      `${this.settings.path}.project is missing, and the credentials name no project: set it`,
    );
  }

  /** The service refused the token: the next request gets another one. */
  forget(): void {
    this.#made = undefined;
  }

  async #account(): Promise<Account> {
    const { json } = this.settings;
    const text = (await json?.secret.reveal()) ?? '';
    if (this.#made?.text !== text) {
      const account = json
        ? accountOf(text, json.path, this.options)
        : await this.#defaultAccount();
      this.#made = { text, account };
    }
    return this.#made.account;
  }

  async #defaultAccount(): Promise<Account> {
    const { path, project } = this.settings;
    // Where the project is known, the library looks for none.
    const auth = new GoogleAuth({
      scopes: [scope],
      ...(project !== undefined && { projectId: project }),
    });
    try {
      const client = await auth.getClient();
      return { client, project: () => auth.getProjectId() };
    } catch (error) {
      throw asLoginError(error, path);
    }
  }
}

/** @throws {@link ProviderError} where the JSON is no such thing; it never quotes it. */
function accountOf(
  text: string,
  path: string,
  options: Pick<OAuth2ClientOptions, 'transporter'>,
): Account {
  const json = parsed(text, path);
  switch (json.type) {
    case 'service_account':
      return serviceAccount(json, path, options);
    case 'external_account':
      return externalAccount(json, path, options);
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
  options: Pick<OAuth2ClientOptions, 'transporter'>,
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
      ...options,
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
  options: Pick<OAuth2ClientOptions, 'transporter'>,
): Account {
  const source = json.credential_source;
  const isUsable =
    typeof source === 'object' &&
    source !== null &&
    ('file' in source || 'url' in source);
  if (!isUsable) throw unusableSource(path);
  const settings = {
    ...json,
    ...options,
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
