import { makeStyles, useTheme } from '@material-ui/core/styles';
import {
  HealthDay,
  healthGradesWorstFirst,
} from '@openova/backstage-plugin-external-dns-common';
import { useId } from 'react';
import { gradeStyles } from '../../elements/healthGrades';
import { toneColor } from '../../elements/stateColor';
import { useDnsTranslation } from '../../translation';
import { gradeCountsText } from './GradeBar';
import { DAYS, dayText, placedDays } from './healthDays';

const HEIGHT = 120;
const STEP = 10;
const BAR = 8;
const WIDTH = STEP * DAYS;

const useStyles = makeStyles(theme => ({
  frame: {
    display: 'grid',
    gridTemplateColumns: 'max-content minmax(0, 1fr)',
    gap: theme.spacing(0.5, 1),
    color: theme.palette.text.secondary,
    fontSize: theme.typography.pxToRem(12),
  },
  scale: {
    display: 'flex',
    flexDirection: 'column',
    justifyContent: 'space-between',
    textAlign: 'right',
    lineHeight: 1,
  },
  picture: { display: 'block', width: '100%', height: HEIGHT },
  days: {
    gridColumn: 2,
    display: 'flex',
    justifyContent: 'space-between',
  },
  legend: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0, 2),
    padding: theme.spacing(1, 0),
    fontSize: theme.typography.body2.fontSize,
  },
  swatch: {
    display: 'inline-block',
    width: 10,
    height: 10,
    borderRadius: 2,
    marginRight: theme.spacing(0.75),
  },
}));

/** A bar for each day, the worst grades at its foot, where bars are easy to compare. */
export function HealthDaysPicture(props: { days: HealthDay[] }) {
  const t = useDnsTranslation();
  const theme = useTheme();
  const classes = useStyles();
  const id = useId();
  const placed = placedDays(props.days);
  const first = placed[0].day;
  const last = placed[placed.length - 1].day;
  const highest = Math.max(1, ...placed.map(({ day }) => totalOf(day)));
  return (
    <>
      <div className={classes.frame}>
        <div className={classes.scale} aria-hidden>
          <span>{highest}</span>
          <span>0</span>
        </div>
        <svg
          className={classes.picture}
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          preserveAspectRatio="none"
          role="img"
          aria-labelledby={`${id}-title`}
          aria-describedby={`${id}-desc`}
        >
          <title id={`${id}-title`}>{t('health.trend.picture')}</title>
          <desc id={`${id}-desc`}>
            {t('health.trend.description', {
              first: dayText(first.day),
              before: gradeCountsText(t, first.counts),
              last: dayText(last.day),
              after: gradeCountsText(t, last.counts),
            })}
          </desc>
          <path
            d={`M0 0.5 H${WIDTH} M0 ${HEIGHT / 2} H${WIDTH} M0 ${
              HEIGHT - 0.5
            } H${WIDTH}`}
            stroke={theme.palette.divider}
          />
          {placed.map(({ place, day }) => {
            let y = HEIGHT - 1;
            return (
              <g key={day.day}>
                <title>
                  {t('health.trend.day', {
                    day: dayText(day.day),
                    counts: gradeCountsText(t, day.counts),
                  })}
                </title>
                {healthGradesWorstFirst.map(grade => {
                  const height = ((HEIGHT - 2) * day.counts[grade]) / highest;
                  y -= height;
                  return height === 0 ? null : (
                    <rect
                      key={grade}
                      x={place * STEP + (STEP - BAR) / 2}
                      y={y}
                      width={BAR}
                      // A line of the paper between two grades.
                      height={Math.max(1, height - 1.5)}
                      fill={toneColor(theme, gradeStyles[grade].tone)}
                    />
                  );
                })}
              </g>
            );
          })}
        </svg>
        <div className={classes.days} aria-hidden>
          <span>
            {first !== last && placed[0].place === 0 && dayText(first.day)}
          </span>
          <span>{dayText(last.day)}</span>
        </div>
      </div>
      <div className={classes.legend} aria-hidden>
        {healthGradesWorstFirst.map(grade => (
          <span key={grade}>
            <span
              className={classes.swatch}
              style={{
                backgroundColor: toneColor(theme, gradeStyles[grade].tone),
              }}
            />
            {t(`health.grade.${grade}`)}
          </span>
        ))}
      </div>
    </>
  );
}

function totalOf({ counts }: HealthDay): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
