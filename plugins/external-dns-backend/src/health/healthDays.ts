import { HealthDay } from '@openova/backstage-plugin-external-dns-common';
import { HealthGrade, healthGradesWorstFirst } from '@openova/dns-engine';
import { Knex } from 'knex';
import { allEntityHealth } from './entityHealth';

const ROWS_AT_ONCE = 200;

/** A grade that an entity did not have before. */
export interface GradeChange {
  entityRef: string;
  /** Undefined: it is new. */
  before?: HealthGrade;
  grade: HealthGrade;
  /** RFC 3339: since when it has this grade. */
  since: string;
  /** The worst reason; empty where there is none. */
  sentence: string;
}

interface GradeRow {
  entity_ref: string;
  grade: HealthGrade;
}

/**
 * Notes the grade that every entity has now, and as the one of this day; the last of a
 * day stays. Entities without objects any more are forgotten.
 *
 * @returns those whose grade is another one than when this was done last.
 */
export async function noteGrades(
  knex: Knex,
  now: Date,
): Promise<GradeChange[]> {
  const day = now.toISOString().slice(0, 10);
  const known: GradeRow[] = await knex<GradeRow>('entity_grades');
  const before = new Map(known.map(row => [row.entity_ref, row.grade]));
  const changes: GradeChange[] = [];
  const seen = new Set<string>();
  for await (const page of allEntityHealth(knex)) {
    for (const { entityRef, grade, reasons } of page) {
      seen.add(entityRef);
      const last = before.get(entityRef);
      if (last === grade) continue;
      changes.push({
        entityRef,
        ...(last && { before: last }),
        grade,
        since: now.toISOString(),
        sentence: reasons[0]?.sentence ?? '',
      });
    }
    await saveDay(
      knex,
      page.map(each => ({
        day,
        entity_ref: each.entityRef,
        grade: each.grade,
      })),
    );
  }
  await saveGrades(knex, changes);
  const gone = [...before.keys()].filter(ref => !seen.has(ref));
  for (let start = 0; start < gone.length; start += ROWS_AT_ONCE) {
    const refs = gone.slice(start, start + ROWS_AT_ONCE);
    await knex('entity_grades').whereIn('entity_ref', refs).delete();
  }
  return changes;
}

/** How many entities had which grade, for each day that is known, the oldest first. */
export async function listHealthDays(
  knex: Knex,
  since: Date,
): Promise<HealthDay[]> {
  const rows: { day: string; grade: HealthGrade; entities: number | string }[] =
    await knex('entity_grade_days')
      .where('day', '>=', since.toISOString().slice(0, 10))
      .groupBy('day', 'grade')
      .orderBy('day')
      .select('day', 'grade')
      .count({ entities: '*' });
  const days = new Map<string, HealthDay>();
  for (const { day, grade, entities } of rows) {
    const counts = days.get(day)?.counts ?? noneOfAny();
    days.set(day, { day, counts: { ...counts, [grade]: Number(entities) } });
  }
  return [...days.values()];
}

async function saveDay(
  knex: Knex,
  rows: readonly { day: string; entity_ref: string; grade: HealthGrade }[],
): Promise<void> {
  for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
    await knex('entity_grade_days')
      .insert(rows.slice(start, start + ROWS_AT_ONCE))
      .onConflict(['day', 'entity_ref'])
      .merge(['grade']);
  }
}

async function saveGrades(
  knex: Knex,
  changes: readonly GradeChange[],
): Promise<void> {
  for (let start = 0; start < changes.length; start += ROWS_AT_ONCE) {
    await knex('entity_grades')
      .insert(
        changes.slice(start, start + ROWS_AT_ONCE).map(change => ({
          entity_ref: change.entityRef,
          grade: change.grade,
          since: change.since,
        })),
      )
      .onConflict('entity_ref')
      .merge(['grade', 'since']);
  }
}

function noneOfAny(): HealthDay['counts'] {
  return Object.fromEntries(
    healthGradesWorstFirst.map(grade => [grade, 0]),
  ) as HealthDay['counts'];
}
