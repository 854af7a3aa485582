import Typography from '@material-ui/core/Typography';
import { FindingView } from '@openova/backstage-plugin-external-dns-common';
import { Notice } from '../elements/Notice';
import { Tone } from '../elements/stateColor';
import { ToneLabel } from '../elements/ToneLabel';
import { useDnsTranslation } from '../translation';

type Severity = FindingView['severity'];

const severityTones: Record<Severity, Tone> = {
  info: 'busy',
  warning: 'waiting',
  error: 'bad',
};

/** What needs a look, each with what to do about it. */
export function ProblemList(props: {
  problems: {
    sentence: string;
    fix: string;
    /** Absent: an error. */
    severity?: Severity;
  }[];
}) {
  const t = useDnsTranslation();
  if (props.problems.length === 0) {
    return <ToneLabel tone="good">{t('admin.overview.noProblems')}</ToneLabel>;
  }
  return (
    <>
      {props.problems.map(({ sentence, fix, severity }) => (
        <Notice key={sentence} tone={severityTones[severity ?? 'error']}>
          <Typography variant="body2">
            <strong>{sentence}</strong>
          </Typography>
          <Typography variant="body2">
            <strong>{t('entity.verdict.whatToDo')}</strong> {fix}
          </Typography>
        </Notice>
      ))}
    </>
  );
}
