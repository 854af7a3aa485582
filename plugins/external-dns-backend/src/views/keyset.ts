import { InputError } from '@backstage/errors';
import { Page } from '@openova/backstage-plugin-external-dns-common';
import { Knex } from 'knex';

const DEFAULT_LIMIT = 50;

/** How a list is ordered: columns that together are unique, all in one direction. */
export interface Keyset<Row> {
  columns: readonly (keyof Row & string)[];
  direction: 'asc' | 'desc';
}

/**
 * One page by keyset: the cursor holds the ordering columns of the last row, so
 * that a page costs the same however far down it is, and rows that come or go
 * meanwhile neither repeat nor hide others.
 *
 * @throws InputError for a cursor that this list did not give.
 */
export async function readPage<Row extends object, View>(options: {
  query: Knex.QueryBuilder;
  keyset: Keyset<Row>;
  request: { cursor?: string; limit?: number };
  /** Called once for the rows of the page. */
  toViews(rows: Row[]): View[] | Promise<View[]>;
}): Promise<Page<View>> {
  const { query, keyset, request } = options;
  const limit = request.limit ?? DEFAULT_LIMIT;
  const total = request.cursor
    ? undefined
    : await query.clone().clearSelect().count({ total: '*' }).first();

  const page = query.clone().limit(limit + 1);
  for (const column of keyset.columns) page.orderBy(column, keyset.direction);
  if (request.cursor) {
    const values = decodeCursor(request.cursor, keyset.columns.length);
    const columns = keyset.columns.map(() => '??').join(', ');
    const places = keyset.columns.map(() => '?').join(', ');
    const comparison = keyset.direction === 'asc' ? '>' : '<';
    page.whereRaw(`(${columns}) ${comparison} (${places})`, [
      ...keyset.columns,
      ...values,
    ]);
  }
  const rows: Row[] = await page;
  const shown = rows.slice(0, limit);
  const last = shown[shown.length - 1];
  return {
    items: await options.toViews(shown),
    ...(rows.length > limit && {
      nextCursor: encodeCursor(keyset.columns.map(column => last[column])),
    }),
    ...(total && { totalItems: Number(total.total) }),
  };
}

/** The text with what LIKE would read as a wildcard escaped by a backslash. */
export function likeContaining(text: string): string {
  return `%${text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
}

function encodeCursor(values: readonly unknown[]): string {
  const json = JSON.stringify(values);
  return Buffer.from(json, 'utf8').toString('base64url');
}

function decodeCursor(cursor: string, length: number): (string | number)[] {
  try {
    const values: unknown = JSON.parse(
      Buffer.from(cursor, 'base64url').toString('utf8'),
    );
    if (
      Array.isArray(values) &&
      values.length === length &&
      values.every(each => ['string', 'number'].includes(typeof each))
    ) {
      return values;
    }
  } catch {
    // Told below, as any other text that is no cursor.
  }
  throw new InputError(
    'cursor is not one of this list: take nextCursor of the page before, with the same order',
  );
}
