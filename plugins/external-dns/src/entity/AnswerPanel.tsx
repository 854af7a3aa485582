import Button from '@material-ui/core/Button';
import CircularProgress from '@material-ui/core/CircularProgress';
import Tooltip from '@material-ui/core/Tooltip';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  CheckView,
  externalDnsEntityResyncPermission,
  HostnameView,
} from '@openova/backstage-plugin-external-dns-common';
import { usePermission } from '@backstage/plugin-permission-react';
import { Notice } from '../elements/Notice';
import { useCheck } from '../live/useCheck';
import { SectionTitle } from '../elements/SectionTitle';
import { useDnsTranslation } from '../translation';
import { ServerAnswers } from './ServerAnswers';

const useStyles = makeStyles(theme => ({
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1, 2),
    marginBottom: theme.spacing(1),
  },
}));

/** What the zone's own servers say, how old that is, and a way to ask again. */
export function AnswerPanel(props: {
  hostname: HostnameView;
  entityRef: string;
}) {
  const t = useDnsTranslation();
  const classes = useStyles();
  const { dnsName, records } = props.hostname;
  const check = useCheck(dnsName, props.entityRef);
  const { allowed } = usePermission({
    permission: externalDnsEntityResyncPermission,
  });
  const stored = records.flatMap(record => record.check ?? []);
  const checks = newest([...stored, ...(check.checks ?? [])]);

  return (
    <section aria-label={t('entity.answers.title')}>
      <div className={classes.head}>
        <SectionTitle>{t('entity.answers.title')}</SectionTitle>
        <Tooltip title={allowed ? '' : t('entity.answers.forbidden')}>
          <span>
            <Button
              size="small"
              variant="outlined"
              disabled={!allowed || check.checking}
              onClick={check.ask}
              startIcon={
                check.checking ? <CircularProgress size={14} /> : undefined
              }
            >
              {t(
                check.checking
                  ? 'entity.answers.checking'
                  : 'entity.answers.checkNow',
              )}
            </Button>
          </span>
        </Tooltip>
      </div>
      <div role="status">
        {check.error && (
          <Notice tone="bad">
            {t('entity.answers.failed', { message: check.error.message })}
          </Notice>
        )}
        {check.checks && !check.checking && (
          <Typography variant="body2">
            {t('entity.answers.done', { dnsName })}
          </Typography>
        )}
      </div>
      {checks.map(one => (
        <ServerAnswers key={one.recordType} check={one} />
      ))}
      {checks.length === 0 && (
        <Typography variant="body2" color="textSecondary">
          {t('entity.answers.never')}
        </Typography>
      )}
    </section>
  );
}

/** One check a type, the latest. */
function newest(checks: CheckView[]): CheckView[] {
  const latest = new Map<string, CheckView>();
  for (const check of checks) {
    const known = latest.get(check.recordType);
    if (!known || Date.parse(known.checkedAt) <= Date.parse(check.checkedAt)) {
      latest.set(check.recordType, check);
    }
  }
  return [...latest.values()];
}
