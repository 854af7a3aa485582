import { makeStyles, Theme } from '@material-ui/core/styles';
import { ChangeView } from '@openova/backstage-plugin-external-dns-common';
import { Translate, useDnsTranslation } from '../translation';
import { changeSigns, changeValues } from './changeText';
import { objectText } from './objectText';
import { RelativeTime } from './RelativeTime';
import { Tone, toneColor } from './stateColor';
import { visuallyHidden } from './visuallyHidden';

const actionTones: Record<ChangeView['action'], Tone> = {
  create: 'good',
  update: 'busy',
  delete: 'bad',
};

const useStyles = makeStyles<Theme, { tone: Tone }>(theme => ({
  line: {
    display: 'grid',
    gridTemplateColumns: '1.25rem minmax(0, 1fr) max-content',
    gap: theme.spacing(0, 1),
    padding: theme.spacing(0.375, 1),
    borderLeft: ({ tone }) => `3px solid ${toneColor(theme, tone)}`,
    fontSize: theme.typography.pxToRem(13),
    lineHeight: 1.6,
    overflowWrap: 'anywhere',
    '& + &': { marginTop: 2 },
  },
  sign: {
    fontFamily: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
    fontWeight: 700,
    color: ({ tone }) => toneColor(theme, tone),
  },
  values: {
    fontFamily: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
  },
  before: { textDecoration: 'line-through' },
  secondary: { color: theme.palette.text.secondary },
  hidden: visuallyHidden,
  why: { gridColumn: '2 / -1', color: theme.palette.text.secondary },
  outcome: { fontWeight: 600 },
}));

/** One line of a diff: sign, record, old and new value, and what caused it. */
export function ChangeLine(props: {
  change: ChangeView;
  /** Below the sync that wrote it, neither its number nor its time is news. */
  insideSync?: boolean;
}) {
  const t = useDnsTranslation();
  const { change, insideSync } = props;
  const classes = useStyles({ tone: actionTones[change.action] });
  const { before, after } = changeValues(change);
  return (
    <div className={classes.line}>
      <span className={classes.sign} aria-hidden>
        {changeSigns[change.action]}
      </span>
      <span className={classes.values}>
        <span className={classes.hidden}>
          {t(`entity.history.${change.action}`)}{' '}
        </span>
        {change.dnsName} <strong>{change.recordType}</strong>{' '}
        {before !== undefined && (
          <del className={`${classes.before} ${classes.secondary}`}>
            {before}
          </del>
        )}{' '}
        {after !== undefined && <span>{after}</span>}{' '}
        <TimesToLive change={change} />
      </span>
      <span className={classes.secondary}>
        {!insideSync && <RelativeTime at={change.at} />}
      </span>
      <span className={classes.why}>
        {change.outcome !== 'done' && (
          <span className={classes.outcome}>
            {t(`entity.history.${change.outcome}`)}
            {change.message && `: ${change.message}`}
            {' · '}
          </span>
        )}
        {[
          ...(insideSync
            ? []
            : [t('entity.history.bySync', { syncId: change.syncId })]),
          ...causes(t, change),
        ].join(' · ')}
      </span>
    </div>
  );
}

function TimesToLive({ change }: { change: ChangeView }) {
  const t = useDnsTranslation();
  const before = change.before?.ttl;
  const after = change.after?.ttl;
  // A TTL that stays is no news.
  if (before === after && change.action === 'update') return null;
  return (
    <small>
      {before !== undefined && change.action === 'update' && (
        <del>{t('admin.activity.ttl', { seconds: before.toString() })} </del>
      )}
      {after !== undefined &&
        t('admin.activity.ttl', { seconds: after.toString() })}
    </small>
  );
}

function causes(t: Translate, change: ChangeView): string[] {
  const sentences = change.origins.map(origin =>
    t('entity.history.because', {
      object: objectText(origin),
      cluster: origin.cluster,
    }),
  );
  // One object that asks for an address of each family is two origins.
  return [...new Set(sentences)];
}
