import {
  ProviderError,
  Secret,
} from '@openova/backstage-plugin-external-dns-node';
import { GoogleAuth } from 'google-auth-library';
import { Account, accountOf, scope, Transport } from './account';
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
    private readonly transport: Transport = {},
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
        ? accountOf(text, json.path, this.transport)
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
