import CheckCircle from '@material-ui/icons/CheckCircle';
import ErrorOutline from '@material-ui/icons/ErrorOutline';
import HelpOutline from '@material-ui/icons/HelpOutline';
import ReportProblemOutlined from '@material-ui/icons/ReportProblemOutlined';
import {
  HealthGrade,
  healthGradesWorstFirst,
} from '@openova/backstage-plugin-external-dns-common';
import { ComponentType } from 'react';
import { Tone } from './stateColor';

/** Icon and tone of each grade; its word is a translated text. */
export const gradeStyles: Record<
  HealthGrade,
  { icon: ComponentType<{ className?: string }>; tone: Tone }
> = {
  broken: { icon: ErrorOutline, tone: 'bad' },
  degraded: { icon: ReportProblemOutlined, tone: 'waiting' },
  unknown: { icon: HelpOutline, tone: 'neutral' },
  healthy: { icon: CheckCircle, tone: 'good' },
};

/** How bad a grade is; 0 is the worst. */
export function gradeRank(grade: HealthGrade): number {
  return healthGradesWorstFirst.indexOf(grade);
}

/** How many of them have each grade. */
export function countGrades(
  graded: readonly { grade: HealthGrade }[],
): Record<HealthGrade, number> {
  const counts = { broken: 0, degraded: 0, unknown: 0, healthy: 0 };
  for (const { grade } of graded) counts[grade] += 1;
  return counts;
}
