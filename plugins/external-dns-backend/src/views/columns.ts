import { readJson, readTime, TimeColumn } from '../store/columns';

/** A time column as RFC 3339. */
export function timeOf(value: TimeColumn): string {
  return readTime(value).toISOString();
}

/** As {@link timeOf}; undefined where the column is NULL. */
export function optionalTime(
  value: TimeColumn | null | undefined,
): string | undefined {
  return value === null || value === undefined ? undefined : timeOf(value);
}

/** A JSON column; undefined where it is NULL. */
export function optionalJson<T>(value: string | null): T | undefined {
  return value === null ? undefined : readJson<T>(value);
}
