import { HealthGrade, healthGradesWorstFirst } from './rules';

/** The health of a system, a domain or an owner: of the entities below it. @public */
export interface HealthRollUp {
  /** The worst of its entities; `unknown` without any. */
  grade: HealthGrade;
  counts: Record<HealthGrade, number>;
}

/** The worst of broken, degraded, unknown, healthy, with counts. @public */
export function rollUpHealth(grades: readonly HealthGrade[]): HealthRollUp {
  const counts = { broken: 0, degraded: 0, unknown: 0, healthy: 0 };
  for (const grade of grades) counts[grade] += 1;
  return { grade: worstGrade(grades) ?? 'unknown', counts };
}

/** Undefined where there are none. @public */
export function worstGrade(
  grades: readonly HealthGrade[],
): HealthGrade | undefined {
  return healthGradesWorstFirst.find(grade => grades.includes(grade));
}
