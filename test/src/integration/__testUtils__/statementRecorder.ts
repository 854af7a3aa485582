import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe } from 'node:diagnostics_channel';
import { Knex } from 'knex';

/** Set while an HTTP request is answered: the loop and the side jobs read as well. */
const request = new AsyncLocalStorage<true>();
subscribe('http.server.request.start', () => request.enterWith(true));

/** What is passed to the database with a statement. */
interface Statement {
  sql: string;
  bindings: Knex.Value[];
}

/** Keeps what requests read, so that the database can be asked how it answers them. */
export class StatementRecorder {
  #statements: Statement[] = [];

  constructor(private readonly knex: Knex) {
    knex.on('query', ({ sql, bindings }: Statement) => {
      if (request.getStore() && /^select/i.test(sql)) {
        this.#statements.push({ sql, bindings });
      }
    });
  }

  /** The plans of the statements behind the work's requests, each with its statement. */
  async plansOf(work: () => Promise<unknown>): Promise<string[]> {
    this.#statements = [];
    await work();
    const statements = this.#statements;
    const plans: string[] = [];
    for (const { sql, bindings } of statements) {
      plans.push(`${sql}\n${await this.#explain(sql, bindings)}`);
    }
    return plans;
  }

  async #explain(sql: string, bindings: Knex.Value[]): Promise<string> {
    // What was recorded has the places of its own dialect; raw wants them plain.
    const plain = sql.replace(/\$\d+/g, '?').replace(/\\\?/g, '\\?');
    if (this.knex.client.config.client === 'pg') {
      const { rows } = await this.knex.raw<{
        rows: { 'QUERY PLAN': string }[];
      }>(`explain ${plain}`, bindings);
      return rows.map(row => row['QUERY PLAN']).join('\n');
    }
    const rows = await this.knex.raw<{ detail: string }[]>(
      `explain query plan ${plain}`,
      bindings,
    );
    return rows.map(row => row.detail).join('\n');
  }
}
