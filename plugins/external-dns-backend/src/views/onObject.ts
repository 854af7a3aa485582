import { Knex } from 'knex';

/** Joins two tables on the Kubernetes object that their rows are about. */
export function onObject(
  join: Knex.JoinClause,
  left: string,
  right: string,
): void {
  for (const column of ['cluster', 'kind', 'namespace', 'name']) {
    join.on(`${left}.${column}`, `${right}.${column}`);
  }
}
