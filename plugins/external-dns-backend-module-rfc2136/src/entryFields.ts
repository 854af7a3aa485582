import { InputError } from '@backstage/errors';
import { JsonObject, JsonValue } from '@backstage/types';
import { parseGoDuration } from '@openova/dns-engine';

/**
 * The fields of an entry, each mistake told with its path. Numbers and switches may
 * come as text, as environment variables give them.
 *
 * @internal
 */
export class EntryFields {
  /** @throws InputError where a key is unknown. */
  constructor(
    private readonly config: JsonObject,
    readonly path: string,
    known: readonly string[],
  ) {
    const unknown = Object.keys(config).find(key => !known.includes(key));
    if (unknown !== undefined) {
      throw new InputError(
        `${path}.${unknown} is unknown: use ${known.join(', ')}`,
      );
    }
  }

  text(key: string): string | undefined {
    const value = this.config[key];
    if (value === undefined) return undefined;
    if (typeof value === 'string' && value.trim() !== '') return value.trim();
    throw new InputError(
      `${this.path}.${key} must be a text that is not empty`,
    );
  }

  /** One text or a list of them. */
  texts(key: string): string[] {
    const value = this.config[key];
    if (value === undefined) return [];
    const list = Array.isArray(value) ? value : [value];
    return list.map((each, index) => {
      if (typeof each === 'string' && each.trim() !== '') return each.trim();
      throw new InputError(
        `${this.path}.${key}[${index}] must be a text that is not empty`,
      );
    });
  }

  flag(key: string, otherwise: boolean): boolean {
    const value = this.config[key];
    if (value === undefined) return otherwise;
    if (value === true || value === 'true') return true;
    if (value === false || value === 'false') return false;
    throw new InputError(`${this.path}.${key} must be true or false`);
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
      `${this.path}.${key} must be one of ${choices.join(', ')}`,
    );
  }

  wholeNumber(
    key: string,
    range: { from: number; to: number; otherwise: number },
  ): number {
    const value = this.config[key];
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
      `${this.path}.${key} must be a whole number from ${range.from} to ${range.to}`,
    );
  }

  /** Seconds, `90s` as ExternalDNS's flags have it, or `{ minutes, seconds }`. */
  seconds(key: string): number {
    const value = this.config[key];
    const seconds = value === undefined ? 0 : secondsOf(value);
    if (
      seconds !== undefined &&
      Number.isInteger(seconds) &&
      seconds >= 0 &&
      seconds < 2 ** 31
    ) {
      return seconds;
    }
    throw new InputError(
      `${this.path}.${key} must be a number of seconds, a duration as 90s, or { minutes, seconds }`,
    );
  }
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
