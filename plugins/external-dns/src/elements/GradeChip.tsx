import { makeStyles, Theme } from '@material-ui/core/styles';
import { HealthGrade } from '@openova/backstage-plugin-external-dns-common';
import { useDnsTranslation } from '../translation';
import { gradeStyles } from './healthGrades';
import { Tone, toneColor } from './stateColor';
import { ToneLabel } from './ToneLabel';

const useStyles = makeStyles<Theme, { tone: Tone }>(theme => ({
  chip: {
    display: 'inline-flex',
    flex: 'none',
    padding: theme.spacing(0.25, 1.25, 0.25, 0.75),
    borderRadius: 16,
    border: ({ tone }) => `1px solid ${toneColor(theme, tone)}`,
    backgroundColor: theme.palette.background.paper,
    lineHeight: '24px',
  },
}));

/** The grade of an entity in plain words, with icon and colour. */
export function GradeChip(props: { grade: HealthGrade }) {
  const t = useDnsTranslation();
  const { grade } = props;
  const classes = useStyles({ tone: gradeStyles[grade].tone });
  return (
    <span className={classes.chip}>
      <ToneLabel {...gradeStyles[grade]} hint={t(`health.hint.${grade}`)}>
        {t(`health.chip.${grade}`)}
      </ToneLabel>
    </span>
  );
}
