/**
 * What the two databases give back differs: SQLite has numbers for times and
 * booleans and lists as text, PostgreSQL has dates, and text for 64-bit numbers.
 * The views read columns through these.
 */

/** A time column as RFC 3339. */
export function timeOf(value: string | number | Date): string {
  return new Date(value).toISOString();
}

/** As {@link timeOf}; undefined where the column is NULL. */
export function optionalTime(
  value: string | number | Date | null | undefined,
): string | undefined {
  return value === null || value === undefined ? undefined : timeOf(value);
}

/** A JSON text column that the plugin itself wrote. */
export function jsonOf<T>(value: string): T {
  return JSON.parse(value) as T;
}

/** As {@link jsonOf}; undefined where the column is NULL. */
export function optionalJson<T>(value: string | null): T | undefined {
  return value === null ? undefined : jsonOf<T>(value);
}

/** NULL and empty texts as undefined. */
export function optionalText(value: string | null): string | undefined {
  return value || undefined;
}
