import { parseGoDuration } from '../goDuration';
import { nearestKey } from './keys';
import type { ConfigProblem } from './parseOptions';

/** @internal */
export type JsonObject = Record<string, unknown>;

/** @internal */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Reads values of one JSON object and collects what is wrong with them. Messages
 * name the path and what would be right, never a value that could be a secret.
 *
 * @internal
 */
export class ConfigReader {
  constructor(
    private readonly object: JsonObject,
    readonly path: string,
    readonly problems: ConfigProblem[],
  ) {}

  has(key: string): boolean {
    return this.raw(key) !== undefined;
  }

  raw(key: string): unknown {
    const value = Object.hasOwn(this.object, key)
      ? this.object[key]
      : undefined;
    return value === null ? undefined : value;
  }

  problem(key: string, message: string): void {
    this.problems.push({
      path: key === '' ? this.path : `${this.path}.${key}`,
      message,
    });
  }

  text(key: string, fallback: string): string {
    const value = this.raw(key);
    if (value === undefined) return fallback;
    if (typeof value === 'string') return value;
    this.problem(key, `must be a text, not ${describe(value)}`);
    return fallback;
  }

  switch(key: string, fallback: boolean): boolean {
    const value = this.raw(key);
    if (value === undefined) return fallback;
    if (typeof value === 'boolean') return value;
    if (value === 'true') return true;
    if (value === 'false') return false;
    this.problem(key, `must be true or false, not ${describe(value)}`);
    return fallback;
  }

  choice<T extends string>(key: string, choices: readonly T[], fallback: T): T {
    const value = this.raw(key);
    if (value === undefined) return fallback;
    const found = choices.find(choice => choice === value);
    if (found !== undefined) return found;
    const known = choices.filter(Boolean).join(', ');
    this.problem(key, `must be one of ${known}, not ${describe(value)}`);
    return fallback;
  }

  list(key: string, fallback: readonly string[]): readonly string[] {
    const value = this.raw(key);
    if (value === undefined) return fallback;
    if (typeof value === 'string') return [value];
    if (!Array.isArray(value)) {
      this.problem(
        key,
        `must be a list of texts or a single one, not ${describe(value)}`,
      );
      return fallback;
    }
    const texts: string[] = [];
    value.forEach((each: unknown, index) => {
      if (typeof each === 'string') texts.push(each);
      else {
        this.problem(
          `${key}[${index}]`,
          `must be a text, not ${describe(each)}`,
        );
      }
    });
    return texts;
  }

  /** In seconds: `{ minutes: 2 }`, `2m`, or a number of seconds. */
  duration(key: string, fallback: number): number {
    const value = this.raw(key);
    if (value === undefined) return fallback;
    const seconds = durationSeconds(value);
    if (seconds !== undefined && seconds >= 0) return seconds;
    this.problem(
      key,
      `must be a duration like { minutes: 5 } or "5m", not ${describe(value)}`,
    );
    return fallback;
  }

  section(key: string): ConfigReader {
    const value = this.raw(key);
    const inside = value === undefined ? {} : value;
    if (isJsonObject(inside)) {
      return new ConfigReader(inside, `${this.path}.${key}`, this.problems);
    }
    this.problem(key, `must be a section with keys, not ${describe(value)}`);
    return new ConfigReader({}, `${this.path}.${key}`, this.problems);
  }

  /** Names every key that is not known, with the one that was probably meant. */
  refuseUnknown(known: readonly string[]): void {
    for (const key of Object.keys(this.object)) {
      if (known.includes(key)) continue;
      const nearest = nearestKey(key, known);
      this.problem(
        key,
        nearest
          ? `is not known: did you mean ${nearest}?`
          : 'is not known: remove it, or look it up in the table of options',
      );
    }
  }
}

const unitSeconds: Readonly<Record<string, number>> = {
  milliseconds: 0.001,
  seconds: 1,
  minutes: 60,
  hours: 3600,
  days: 86_400,
  weeks: 604_800,
};

function durationSeconds(value: unknown): number | undefined {
  if (typeof value === 'number') {
    return Number.isFinite(value) ? Math.trunc(value) : undefined;
  }
  if (typeof value === 'string') {
    if (/^[0-9]{1,9}$/.test(value)) return Number(value);
    return parseGoDuration(value);
  }
  if (!isJsonObject(value)) return undefined;
  let seconds = 0;
  for (const [unit, amount] of Object.entries(value)) {
    if (typeof amount !== 'number' || !Object.hasOwn(unitSeconds, unit)) {
      return undefined;
    }
    seconds += amount * unitSeconds[unit];
  }
  return Number.isFinite(seconds) ? Math.trunc(seconds) : undefined;
}

/** What a value is, without saying what it holds where that may be long or secret. */
function describe(value: unknown): string {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a section';
  if (typeof value === 'string') {
    return value.length > 40 ? 'a long text' : JSON.stringify(value);
  }
  return String(value);
}
