import { Knex } from 'knex';
import { yieldToEventLoop } from '../clock/clock';
import { chunks } from './columns';

/*
 * A table of which only changed rows are written.
 *
 * Terms: a row's key is the values of its key columns; its digest is over all that
 * it says. A scope is a set of rows that one caller replaces as a whole: the record
 * sets of a zone, the claims of a zone, all verdicts.
 *
 * The digests of a scope are read from the database once and kept, because one
 * writer alone changes these tables. Whoever becomes the writer starts with
 * `forget`. Rows go in chunks without a transaction around them: a bulk of 100,000
 * rows would lock readers out of SQLite for seconds, and each row is right by
 * itself. A digest is remembered only after its chunk was written, so that what a
 * failure left out is written the next time.
 */

/** Rows of one insert: 200 of 16 columns stay far below SQLite's 32,766 variables. */
const rowsPerStatement = 200;
/** Rows that are compared before other work of the process gets its turn. */
const rowsPerTurn = 2000;

/** @internal */
export interface Written {
  written: number;
  deleted: number;
}

/** @internal */
export class DigestedTable<Row extends { digest: string }> {
  readonly #known = new Map<string, Map<string, string>>();
  /** Of rows that come again as the very objects. */
  readonly #keys = new WeakMap<Row, string>();

  constructor(
    private readonly knex: Knex,
    private readonly options: {
      table: string;
      key: readonly (keyof Row & string)[];
      /** The column that a scope shares; undefined where there is one scope only. */
      scope?: keyof Row & string;
    },
  ) {}

  /** Forgets which rows stand: another writer may have changed them. */
  forget(): void {
    this.#known.clear();
  }

  /** Makes the scope hold exactly these rows. */
  async replace(scope: string, rows: Iterable<Row>): Promise<Written> {
    return this.#write(scope, rows, () => true);
  }

  /** Makes those rows of the scope that `concerns` picks be exactly these. */
  async replaceWhere(
    scope: string,
    rows: Iterable<Row>,
    concerns: (key: readonly string[]) => boolean,
  ): Promise<Written> {
    return this.#write(scope, rows, concerns);
  }

  async #write(
    scope: string,
    rows: Iterable<Row>,
    concerns: (key: readonly string[]) => boolean,
  ): Promise<Written> {
    const known = await this.#digests(scope);
    const changed = new Map<string, Row>();
    const wanted = new Set<string>();
    let seen = 0;
    for (const row of rows) {
      seen += 1;
      if (seen % rowsPerTurn === 0) await yieldToEventLoop();
      const key = this.#keyOf(row);
      wanted.add(key);
      if (known.get(key) === row.digest) changed.delete(key);
      else changed.set(key, row);
    }
    const gone: string[] = [];
    for (const key of known.keys()) {
      if (!wanted.has(key) && concerns(JSON.parse(key))) gone.push(key);
    }
    for (const chunk of chunks([...changed], rowsPerStatement)) {
      await this.knex(this.options.table)
        .insert(chunk.map(([, row]) => row))
        .onConflict([...this.options.key])
        .merge();
      for (const [key, row] of chunk) known.set(key, row.digest);
      await yieldToEventLoop();
    }
    for (const chunk of chunks(gone, rowsPerStatement)) {
      await this.knex(this.options.table)
        .whereIn(
          [...this.options.key],
          chunk.map(key => JSON.parse(key) as string[]),
        )
        .delete();
      for (const key of chunk) known.delete(key);
      await yieldToEventLoop();
    }
    return { written: changed.size, deleted: gone.length };
  }

  #keyOf(row: Row): string {
    let key = this.#keys.get(row);
    if (key === undefined) {
      key = JSON.stringify(this.options.key.map(column => row[column]));
      this.#keys.set(row, key);
    }
    return key;
  }

  async #digests(scope: string): Promise<Map<string, string>> {
    const kept = this.#known.get(scope);
    if (kept) return kept;
    const query = this.knex(this.options.table).select([
      ...this.options.key,
      'digest',
    ]);
    if (this.options.scope) query.where(this.options.scope, scope);
    const rows: Row[] = await query;
    const digests = new Map(rows.map(row => [this.#keyOf(row), row.digest]));
    this.#known.set(scope, digests);
    return digests;
  }
}
