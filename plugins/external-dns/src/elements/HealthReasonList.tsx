import { Link } from '@backstage/core-components';
import { makeStyles, Theme, useTheme } from '@material-ui/core/styles';
import { HealthReason } from '@openova/backstage-plugin-external-dns-common';
import { ReactNode } from 'react';
import { useDnsTranslation } from '../translation';
import { gradeStyles } from './healthGrades';
import { healthReasonText } from './healthReasonText';
import { toneColor } from './stateColor';
import { visuallyHidden } from './visuallyHidden';

const useStyles = makeStyles(theme => ({
  list: {
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(0.75),
    listStyle: 'none',
    margin: 0,
    padding: 0,
  },
  reason: {
    display: 'flex',
    alignItems: 'flex-start',
    gap: theme.spacing(1),
    lineHeight: 1.6,
    overflowWrap: 'anywhere',
    '& svg': { fontSize: '1.125rem', flex: 'none', marginTop: 2 },
  },
  hidden: visuallyHidden,
  // Told from the text around it without its colour.
  link: { textDecoration: 'underline' },
}));

/** Where a reason leads. */
export interface ReasonTarget {
  to: string;
  /** For the page that it leads to. */
  state?: unknown;
}

/** Why a grade is what it is, the worst first; each leads to the record that it speaks of. */
export function HealthReasonList(props: {
  reasons: readonly HealthReason[];
  /** Undefined where there is nowhere to go. */
  targetOf: (reason: HealthReason) => ReasonTarget | undefined;
  withFix?: boolean;
  /** A last item, about those that are not shown. */
  more?: ReactNode;
}) {
  const t = useDnsTranslation();
  const classes = useStyles();
  const theme: Theme = useTheme();
  const { reasons, targetOf, withFix, more } = props;
  return (
    <ul className={classes.list} aria-label={t('health.reasons.title')}>
      {reasons.map(reason => {
        const { rule, severity, hostname, sentence, fix } = reason;
        const { icon: Icon, tone } = gradeStyles[severity];
        const target = targetOf(reason);
        const text = healthReasonText(t, reason);
        return (
          <li
            key={`${rule} ${hostname} ${sentence}`}
            className={classes.reason}
          >
            <span style={{ color: toneColor(theme, tone) }}>
              <Icon aria-hidden />
              <span className={classes.hidden}>
                {t(`health.grade.${severity}`)}:{' '}
              </span>
            </span>
            <span>
              {target ? (
                <Link
                  to={target.to}
                  state={target.state}
                  className={classes.link}
                >
                  {text}
                </Link>
              ) : (
                text
              )}
              {withFix && (
                <>
                  {' '}
                  <strong>{t('entity.verdict.whatToDo')}</strong> {fix}
                </>
              )}
            </span>
          </li>
        );
      })}
      {more && <li>{more}</li>}
    </ul>
  );
}
