import {
  HealthGrade,
  healthGradesWorstFirst,
} from '@openova/backstage-plugin-external-dns-common';
import { CountBar } from '../../elements/CountBar';
import { gradeStyles } from '../../elements/healthGrades';
import { Translate, useDnsTranslation } from '../../translation';

/** How many have which grade, as one bar; the worst on the left. */
export function GradeBar(props: { counts: Record<HealthGrade, number> }) {
  const t = useDnsTranslation();
  const { counts } = props;
  return (
    <CountBar
      label={gradeCountsText(t, counts)}
      parts={healthGradesWorstFirst.map(grade => ({
        key: grade,
        tone: gradeStyles[grade].tone,
        count: counts[grade],
      }))}
    />
  );
}

/** `2 broken, 1 healthy`: what there is none of is not worth a word. */
export function gradeCountsText(
  t: Translate,
  counts: Record<HealthGrade, number>,
): string {
  return healthGradesWorstFirst
    .filter(grade => counts[grade] > 0)
    .map(grade =>
      t('health.page.count', {
        number: counts[grade].toString(),
        grade: t(`health.grade.${grade}`),
      }),
    )
    .join(', ');
}
