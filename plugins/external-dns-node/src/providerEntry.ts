import { InputError } from '@backstage/errors';
import { JsonObject, JsonValue } from '@backstage/types';
import { parseGoDuration } from '@openova/dns-engine';
import { Secret, secretFile, secretText } from './secret';

/** Keys that every entry may have; the backend reads them. */
const commonKeys: readonly string[] = [
  'type',
  'name',
  'domainFilter',
  'excludeDomains',
  'zoneIdFilter',
  'rateLimit',
];

/**
 * An entry of `externalDns.providers`, key by key. Numbers and switches may come as
 * text, as environment variables give them. Every mistake is an `InputError` whose
 * message begins with the path of the key and says what would be right.
 *
 * @public
 */
export class ProviderEntry {
  readonly path: string;
  readonly #config: JsonObject;

  /**
   * @param keys - The keys of the provider itself; any other one is a mistake.
   * @throws InputError where a key is unknown.
   */
  constructor(
    options: { config: JsonObject; path: string },
    keys: readonly string[],
  ) {
    this.path = options.path;
    this.#config = options.config;
    const unknown = Object.keys(options.config).find(
      key => !keys.includes(key) && !commonKeys.includes(key),
    );
    if (unknown !== undefined) {
      throw new InputError(
        `${this.pathOf(unknown)} is unknown: use ${keys.join(', ')}`,
      );
    }
  }

  /** For messages: `externalDns.providers[1].url`. */
  pathOf(key: string): string {
    return `${this.path}.${key}`;
  }

  /** As it stands, undefined where it is left out. */
  value(key: string): JsonValue | undefined {
    return this.#config[key] ?? undefined;
  }

  text(key: string): string | undefined {
    const value = this.value(key);
    return value === undefined ? undefined : filled(value, this.pathOf(key));
  }

  /** One text or a list of them. */
  texts(key: string): string[] {
    const value = this.value(key);
    if (value === undefined) return [];
    if (!Array.isArray(value)) return [filled(value, this.pathOf(key))];
    return value.map((each, index) =>
      filled(each, `${this.pathOf(key)}[${index}]`),
    );
  }

  /** Texts by name, as of headers. */
  textsByName(key: string): Record<string, string> {
    const value = this.value(key);
    if (value === undefined) return {};
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw new InputError(`${this.pathOf(key)} must be texts by name`);
    }
    return Object.fromEntries(
      Object.entries(value).map(([name, each]) => [
        name,
        filled(each, `${this.pathOf(key)}.${name}`),
      ]),
    );
  }

  flag(key: string, otherwise: boolean): boolean {
    const value = this.value(key);
    if (value === undefined) return otherwise;
    if (value === true || value === 'true') return true;
    if (value === false || value === 'false') return false;
    throw new InputError(`${this.pathOf(key)} must be true or false`);
  }

  oneOf<Choice extends string>(
    key: string,
    choices: readonly Choice[],
    otherwise: Choice,
  ): Choice {
    const value = this.text(key);
    if (value === undefined) return otherwise;
    const chosen = choices.find(choice => choice === value);
    if (chosen !== undefined) return chosen;
    throw new InputError(
      `${this.pathOf(key)} must be one of ${choices.join(', ')}`,
    );
  }

  wholeNumber(
    key: string,
    range: { from: number; to: number; otherwise: number },
  ): number {
    const value = this.value(key);
    if (value === undefined) return range.otherwise;
    const number = numberOf(value);
    if (
      number !== undefined &&
      Number.isInteger(number) &&
      number >= range.from &&
      number <= range.to
    ) {
      return number;
    }
    throw new InputError(
      `${this.pathOf(key)} must be a whole number from ${range.from} to ${
        range.to
      }`,
    );
  }

  /** Seconds, `90s` as ExternalDNS's flags have it, or `{ minutes, seconds }`. */
  seconds(key: string, otherwise: number): number {
    const value = this.value(key);
    const seconds = value === undefined ? otherwise : secondsOf(value);
    if (seconds !== undefined && seconds >= 0 && seconds < 2 ** 31) {
      return seconds;
    }
    throw new InputError(
      `${this.pathOf(
        key,
      )} must be a number of seconds, a duration as 90s, or { minutes, seconds }`,
    );
  }

  /** An http or https URL, without a slash at its end. */
  url(key: string, otherwise: string): string {
    const value = this.text(key) ?? otherwise;
    if (!URL.canParse(value) || !/^https?:\/\//i.test(value)) {
      throw new InputError(
        `${this.pathOf(key)} must be a URL, like ${otherwise}`,
      );
    }
    const { username, password } = new URL(value);
    if (username || password) {
      throw new InputError(
        `${this.pathOf(
          key,
        )} has a user name or password in it: give credentials by the keys that are there for them`,
      );
    }
    return value.replace(/\/+$/, '');
  }

  /** `key` itself, or the file that `keyFile` names; undefined where neither is given. */
  secret(key: string): Secret | undefined {
    const text = this.text(key);
    const file = this.text(`${key}File`);
    if (text !== undefined && file !== undefined) {
      throw new InputError(
        `${this.path} has both ${key} and ${key}File: keep one of them`,
      );
    }
    if (file !== undefined) return secretFile(file, this.pathOf(`${key}File`));
    return text === undefined ? undefined : secretText(text);
  }
}

function filled(value: JsonValue | undefined, path: string): string {
  if (typeof value !== 'string') throw new InputError(`${path} must be a text`);
  const text = value.trim();
  if (text !== '') return text;
  throw new InputError(`${path} is empty: set it, or remove the key`);
}

function numberOf(value: JsonValue): number | undefined {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^[0-9]+$/.test(value)
    ? Number(value)
    : undefined;
}

const unitSeconds: Readonly<Record<string, number>> = {
  hours: 3600,
  minutes: 60,
  seconds: 1,
  milliseconds: 0.001,
};

function secondsOf(value: JsonValue): number | undefined {
  if (typeof value === 'string' && !/^[0-9]+$/.test(value)) {
    return parseGoDuration(value);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return numberOf(value);
  }
  let sum = 0;
  for (const [unit, amount] of Object.entries(value)) {
    if (!Object.hasOwn(unitSeconds, unit) || typeof amount !== 'number') {
      return undefined;
    }
    sum += unitSeconds[unit] * amount;
  }
  return sum;
}
