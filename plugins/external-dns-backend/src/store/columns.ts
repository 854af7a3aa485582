import { hash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';

/** A time column: SQLite answers milliseconds, PostgreSQL a Date. @internal */
export type TimeColumn = Date | number | string;

/** @internal */
export function readTime(value: TimeColumn): Date {
  return value instanceof Date ? value : new Date(value);
}

/** @internal */
export function readOptionalTime(
  value: TimeColumn | null | undefined,
): Date | undefined {
  return value === null || value === undefined ? undefined : readTime(value);
}

/** A JSON column that this plugin wrote itself. @internal */
export function readJson<T>(text: string): T {
  return JSON.parse(text) as T;
}

/** A short digest of what a row says, to see whether it changed. @internal */
export function digestOf(...parts: unknown[]): string {
  return hash('sha256', JSON.stringify(parts), 'base64url').slice(0, 22);
}

/** Pieces of a list, for statements of bounded size. @internal */
export function* chunks<T>(items: readonly T[], size: number): Generator<T[]> {
  for (let start = 0; start < items.length; start += size) {
    yield items.slice(start, start + size);
  }
}

/** Whether two JSON values say the same. @internal */
export function saysTheSame(left: unknown, right: unknown): boolean {
  return isDeepStrictEqual(left, right);
}
