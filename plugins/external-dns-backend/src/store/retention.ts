import { Knex } from 'knex';
import { yieldToEventLoop } from '../clock/clock';

/**
 * Deletes history that is older than wanted, in statements of bounded size so that
 * readers of SQLite and the log of PostgreSQL hardly notice. Answers how many rows
 * went. The latest sync stays, however old: the page shows it.
 *
 * @internal
 */
export async function pruneHistory(
  knex: Knex,
  options: { before: Date; signal?: AbortSignal; rowsPerStatement?: number },
): Promise<number> {
  const latest: { id: number } | undefined = await knex('syncs')
    .orderBy('id', 'desc')
    .first('id');
  const tables = [
    { name: 'changes', id: 'id', old: older('at') },
    {
      name: 'syncs',
      id: 'id',
      old: (query: Knex.QueryBuilder) =>
        older('started_at')(query).andWhere('id', '<', latest?.id ?? 0),
    },
    {
      name: 'resyncs',
      id: 'id',
      old: (query: Knex.QueryBuilder) =>
        older('requested_at')(query).whereIn('state', ['done', 'failed']),
    },
    {
      name: 'entity_grade_days',
      id: 'day',
      // Whole days only: the earliest that is left is complete.
      old: (query: Knex.QueryBuilder) =>
        query.where('day', '<', options.before.toISOString().slice(0, 10)),
    },
  ];
  let deleted = 0;
  for (const table of tables) {
    for (;;) {
      if (options.signal?.aborted) return deleted;
      const size = options.rowsPerStatement ?? 1000;
      const count: number = await knex(table.name)
        .whereIn(
          table.id,
          table.old(knex(table.name).select(table.id)).limit(size),
        )
        .delete();
      deleted += count;
      await yieldToEventLoop();
      if (count < size) break;
    }
  }
  return deleted;

  function older(column: string) {
    return (query: Knex.QueryBuilder): Knex.QueryBuilder =>
      query.where(column, '<', options.before);
  }
}
