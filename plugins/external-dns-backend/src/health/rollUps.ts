import {
  HealthGroupBy,
  HealthRollUpView,
  HealthRow,
} from '@openova/backstage-plugin-external-dns-common';
import { healthGradesWorstFirst, rollUpHealth } from '@openova/dns-engine';

/** The health of each owner, system or domain: the worst first, then by ref. */
export function rollUpRows(
  rows: readonly HealthRow[],
  by: HealthGroupBy,
): HealthRollUpView[] {
  const grades = new Map<string, HealthRow['grade'][]>();
  for (const row of rows) {
    const ref = row[by] ?? '';
    const group = grades.get(ref);
    if (group) group.push(row.grade);
    else grades.set(ref, [row.grade]);
  }
  return [...grades]
    .map(([ref, all]) => ({ ref, ...rollUpHealth(all) }))
    .sort((a, b) => rankOf(a) - rankOf(b) || compare(a.ref, b.ref));
}

function rankOf({ grade }: HealthRollUpView): number {
  return healthGradesWorstFirst.indexOf(grade);
}

function compare(left: string, right: string): number {
  return left < right ? -1 : 1;
}
