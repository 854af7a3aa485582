import { readFile } from 'node:fs/promises';
import { ProviderError } from '@openova/backstage-plugin-external-dns-node';

/** Either a token, or an account's key with its email address. @internal */
export interface Credential {
  apiToken?: string;
  apiKey?: string;
  apiEmail?: string;
}

/** The credential as it is now. @internal */
export type CredentialSource = () => Promise<Credential>;

/** A secret itself, or the file that it is in. @internal */
export type Secret = { value: string } | { file: string; path: string };

/**
 * The credential, from files read at each call: one that was replaced counts from
 * the next request on.
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
      ? { apiToken: await reveal(apiToken) }
      : { apiKey: apiKey && (await reveal(apiKey)), apiEmail };
}

async function reveal(secret: Secret): Promise<string> {
  if ('value' in secret) return secret.value;
  const { file, path } = secret;
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    const code =
      error instanceof Error && 'code' in error ? ` (${error.code})` : '';
    throw new ProviderError(
      'InvalidConfig',
      `${path}: the file ${file} cannot be read${code}`,
    );
  });
  const value = text.trim();
  if (value !== '') return value;
  throw new ProviderError(
    'InvalidConfig',
    `${path}: the file ${file} is empty`,
  );
}
