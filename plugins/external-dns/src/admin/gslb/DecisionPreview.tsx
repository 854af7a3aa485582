import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { Notice } from '../../elements/Notice';
import { SectionTitle } from '../../elements/SectionTitle';
import { useDnsTranslation } from '../../translation';
import { ListSkeleton } from '../ListSkeleton';
import { PlannedChange } from './PlannedChange';
import { Decision } from './useDecision';

const useStyles = makeStyles(theme => ({
  list: { listStyle: 'none', margin: theme.spacing(1, 0, 0), padding: 0 },
}));

/** What a decision means, and the records that it would change. */
export function DecisionPreview(props: { state: Decision }) {
  const t = useDnsTranslation();
  const classes = useStyles();
  const { preview, previewError, previewAgain } = props.state;
  if (previewError) {
    return (
      <Notice
        tone="bad"
        role="alert"
        action={
          <Button size="small" onClick={previewAgain}>
            {t('gslb.decisions.retry')}
          </Button>
        }
      >
        {t('gslb.decisions.previewFailed', { message: previewError.message })}
      </Notice>
    );
  }
  if (!preview) return <ListSkeleton />;
  return (
    <>
      <Typography variant="body1">{preview.sentence}</Typography>
      <section aria-label={t('gslb.decisions.changes')}>
        <SectionTitle>{t('gslb.decisions.changes')}</SectionTitle>
        {preview.changes.length === 0 && (
          <Typography variant="body2" color="textSecondary">
            {t('gslb.decisions.noChanges')}
          </Typography>
        )}
        <ul className={classes.list}>
          {preview.changes.map(change => (
            <PlannedChange
              key={`${change.action} ${change.dnsName} ${change.recordType}`}
              change={change}
            />
          ))}
        </ul>
      </section>
    </>
  );
}
