import { readFile } from 'node:fs/promises';
import { ProviderError } from '@openova/backstage-plugin-external-dns-node';
import {
  DnsValueError,
  parseTsigKey,
  TsigAlgorithm,
  TsigKey,
} from '@openova/dns-wire';
import { systemErrorCode } from './systemError';

/** A TSIG key as it is configured. @internal */
export interface KeySettings {
  name: string;
  algorithm: TsigAlgorithm;
  /** One of the two is given. */
  secret?: string;
  secretFile?: string;
  /** Of the entry, for messages. */
  path: string;
}

/**
 * The key as it is now: a file is read for each call, so that a mounted secret may be
 * replaced at any time.
 *
 * @throws {@link ProviderError} `InvalidConfig` where the file cannot be read, or
 * holds no secret. No message tells the secret.
 * @internal
 */
export async function currentKey(settings: KeySettings): Promise<TsigKey> {
  const { secretFile, path, name, algorithm } = settings;
  let { secret = '' } = settings;
  if (secretFile !== undefined) {
    try {
      secret = await readFile(secretFile, 'utf8');
    } catch (error) {
      const code = systemErrorCode(error) ?? 'unreadable';
      throw new ProviderError(
        'InvalidConfig',
        `${path}.tsigSecretFile: the file ${secretFile} cannot be read (${code})`,
      );
    }
  }
  try {
    return parseTsigKey({ name, algorithm, secret });
  } catch (error) {
    if (!(error instanceof DnsValueError)) throw error;
    throw new ProviderError(
      'InvalidConfig',
      `${path}.tsigSecretFile: ${error.message}`,
    );
  }
}
