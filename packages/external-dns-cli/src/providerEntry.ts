import { parseGoDuration } from '@openova/dns-engine';
import { isObject } from './importArgs/json';

/** An entry of `externalDns.providers`, as it stands in the file. @internal */
export type Entry = Readonly<Record<string, unknown>>;

/*
 * Values of an entry. One that cannot be read (a `${VARIABLE}` that only the backend
 * knows) counts as not given.
 */

/** @internal */
export function truthOf(value: unknown): boolean | undefined {
  if (value === true || value === 'true') return true;
  if (value === false || value === 'false') return false;
  return undefined;
}

/** @internal */
export function textOf(value: unknown): string | undefined {
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  return /^\$\{.*\}$/.test(value) ? undefined : value.trim();
}

const unitSeconds: Readonly<Record<string, number>> = {
  hours: 3600,
  minutes: 60,
  seconds: 1,
};

/** In seconds: `90`, `90s` as ExternalDNS's flags have it, or `{ minutes: 2 }`. @internal */
export function durationOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'string') {
    return /^[0-9]+$/.test(value) ? Number(value) : parseGoDuration(value);
  }
  if (!isObject(value)) return undefined;
  let sum = 0;
  for (const [unit, amount] of Object.entries(value)) {
    if (!Object.hasOwn(unitSeconds, unit) || typeof amount !== 'number') {
      return undefined;
    }
    sum += unitSeconds[unit] * amount;
  }
  return sum;
}
