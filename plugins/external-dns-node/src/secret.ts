import { readFile, stat } from 'node:fs/promises';
import { ProviderError } from './providerError';

/**
 * A secret of a provider's entry. Where it is in a file, that file may be replaced at
 * any time, as mounted secrets are: ask again for every request.
 *
 * @public
 */
export interface Secret {
  /**
   * The secret as it is now, without white space around it.
   *
   * @throws {@link ProviderError} `InvalidConfig` where its file cannot be read or is
   * empty; the message names the key and the file.
   */
  reveal(): Promise<string>;
}

/** A secret that stands in the configuration itself. @public */
export function secretText(text: string): Secret {
  return { reveal: async () => text };
}

/**
 * A secret in a file, which is read again when its time, size or inode changes.
 *
 * @param path - The key that names the file, for messages: `externalDns.providers[1].apiKeyFile`.
 * @public
 */
export function secretFile(file: string, path: string): Secret {
  let seen: { state: string; text: string } | undefined;
  return {
    async reveal() {
      try {
        const { mtimeMs, size, ino } = await stat(file);
        const state = `${mtimeMs} ${size} ${ino}`;
        if (seen?.state !== state) {
          seen = { state, text: (await readFile(file, 'utf8')).trim() };
        }
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        throw new ProviderError(
          'InvalidConfig',
          `${path}: the file ${file} cannot be read (${code ?? 'unreadable'})`,
        );
      }
      if (seen.text === '') {
        throw new ProviderError(
          'InvalidConfig',
          `${path}: the file ${file} is empty`,
        );
      }
      return seen.text;
    },
  };
}
