import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { DelegationView } from '@openova/backstage-plugin-external-dns-common';
import { useState } from 'react';
import { Notice } from '../elements/Notice';
import { useDnsTranslation } from '../translation';
import { findingsWorstFirst, severityTones } from './memberTones';

const SHOWN = 3;

const useStyles = makeStyles(theme => ({
  list: {
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(1),
    listStyle: 'none',
    margin: 0,
    padding: 0,
  },
  sentence: { fontWeight: 600 },
}));

/** What is wrong with a delegation, the worst first, each with what to do. */
export function DelegationFindings(props: {
  findings: DelegationView['findings'];
}) {
  const t = useDnsTranslation();
  const classes = useStyles();
  const [all, setAll] = useState(false);
  const findings = findingsWorstFirst(props.findings);
  const shown = all ? findings : findings.slice(0, SHOWN);
  const hidden = findings.length - shown.length;
  if (findings.length === 0) return null;
  return (
    <div>
      <ul className={classes.list} aria-label={t('gslb.findings.title')}>
        {shown.map(({ id, subject, severity, sentence, fix }) => (
          <li key={`${id} ${subject} ${sentence}`}>
            <Notice tone={severityTones[severity]}>
              <Typography variant="body2" className={classes.sentence}>
                {sentence}
              </Typography>
              <Typography variant="body2">
                <strong>{t('gslb.findings.whatToDo')}</strong> {fix}
              </Typography>
            </Notice>
          </li>
        ))}
      </ul>
      {hidden > 0 && (
        <Button size="small" onClick={() => setAll(true)}>
          {t('gslb.findings.more', { count: hidden })}
        </Button>
      )}
    </div>
  );
}
