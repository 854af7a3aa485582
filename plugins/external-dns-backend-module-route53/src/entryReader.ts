import { InputError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';

/** The keys of an entry of the configuration, each read as what it has to be. @internal */
export class EntryReader {
  constructor(private readonly config: JsonObject, readonly path: string) {}

  refuseUnknown(known: readonly string[]): void {
    const unknown = Object.keys(this.config).find(key => !known.includes(key));
    if (unknown !== undefined) {
      throw new InputError(
        `${this.path}.${unknown} is unknown: use ${[...known]
          .sort()
          .join(', ')}`,
      );
    }
  }

  /** Undefined where the key is absent. */
  text(key: string): string | undefined {
    const value = this.config[key];
    if (value === undefined || value === null) return undefined;
    // A text from an environment variable that is not set.
    if (typeof value !== 'string' || value.trim() === '') {
      throw new InputError(
        `${this.path}.${key} must be a text that is not empty: set it, or remove the key`,
      );
    }
    return value.trim();
  }

  /** One text or a list of them; empty where the key is absent. */
  texts(key: string): string[] {
    const value = this.config[key] ?? [];
    const list = Array.isArray(value) ? value : [value];
    return list.map((each, index) => {
      if (typeof each === 'string' && each.trim() !== '') return each.trim();
      throw new InputError(
        `${this.path}.${key}${
          Array.isArray(value) ? `[${index}]` : ''
        } must be a text that is not empty`,
      );
    });
  }

  /** A text from a list; empty stands for absent where the list has it. */
  oneOf<Text extends string>(
    key: string,
    texts: readonly Text[],
  ): Text | undefined {
    const value = this.config[key];
    if (value === undefined || value === null) return undefined;
    const found = texts.find(each => each === value);
    if (found !== undefined) return found;
    throw new InputError(
      `${this.path}.${key} must be ${texts.filter(Boolean).join(' or ')}`,
    );
  }

  /** Environment variables are texts, so "true" and "false" count too. */
  truth(key: string): boolean | undefined {
    const value = this.config[key];
    if (value === undefined || value === null) return undefined;
    if (value === true || value === 'true') return true;
    if (value === false || value === 'false') return false;
    throw new InputError(`${this.path}.${key} must be true or false`);
  }

  wholeNumber(key: string): number | undefined {
    const value = this.config[key];
    if (value === undefined || value === null) return undefined;
    const number = typeof value === 'string' && value ? Number(value) : value;
    if (typeof number === 'number' && Number.isSafeInteger(number)) {
      return number;
    }
    throw new InputError(`${this.path}.${key} must be a whole number`);
  }
}
