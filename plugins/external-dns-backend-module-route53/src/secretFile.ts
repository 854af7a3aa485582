import { readFile, stat } from 'node:fs/promises';
import { ProviderError } from '@openova/backstage-plugin-external-dns-node';

/**
 * The text of a file that may be replaced at any time, as mounted secrets are: it is
 * read again when its time or size changes.
 *
 * @internal
 */
export class SecretFile {
  #seen: { state: string; text: string } | undefined;

  constructor(readonly file: string, private readonly path: string) {}

  /** @throws {@link ProviderError} `InvalidConfig` where it cannot be read, or is empty. */
  async text(): Promise<string> {
    try {
      const { mtimeMs, size, ino } = await stat(this.file);
      const state = `${mtimeMs} ${size} ${ino}`;
      if (this.#seen?.state !== state) {
        const text = (await readFile(this.file, 'utf8')).trim();
        this.#seen = { state, text };
      }
    } catch (error) {
      const { code = 'unreadable' } = error as NodeJS.ErrnoException;
      throw new ProviderError(
        'InvalidConfig',
        `${this.path}: the file ${this.file} cannot be read (${code})`,
      );
    }
    if (this.#seen.text === '') {
      throw new ProviderError(
        'InvalidConfig',
        `${this.path}: the file ${this.file} is empty`,
      );
    }
    return this.#seen.text;
  }
}
