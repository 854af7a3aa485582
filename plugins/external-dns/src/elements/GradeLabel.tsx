import { HealthGrade } from '@openova/backstage-plugin-external-dns-common';
import { useDnsTranslation } from '../translation';
import { gradeStyles } from './healthGrades';
import { ToneLabel } from './ToneLabel';

/** A grade as icon, word and colour; hovering says what the word means. */
export function GradeLabel(props: { grade: HealthGrade }) {
  const t = useDnsTranslation();
  const { grade } = props;
  return (
    <ToneLabel {...gradeStyles[grade]} hint={t(`health.hint.${grade}`)}>
      {t(`health.grade.${grade}`)}
    </ToneLabel>
  );
}
