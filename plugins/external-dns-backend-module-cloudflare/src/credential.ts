import { Secret } from '@openova/backstage-plugin-external-dns-node';

/** Either a token, or an account's key with its email address. @internal */
export interface Credential {
  apiToken?: string;
  apiKey?: string;
  apiEmail?: string;
}

/** The credential as it is now. @internal */
export type CredentialSource = () => Promise<Credential>;

/**
 * The credential, asked for at each call: a file that was replaced counts from the
 * next request on.
 *
 * @internal
 */
export function credentialSource(secrets: {
  apiToken?: Secret;
  apiKey?: Secret;
  apiEmail?: string;
}): CredentialSource {
  const { apiToken, apiKey, apiEmail } = secrets;
  return async () =>
    apiToken
      ? { apiToken: await apiToken.reveal() }
      : { apiKey: await apiKey?.reveal(), apiEmail };
}
