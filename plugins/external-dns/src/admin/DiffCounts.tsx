import { makeStyles } from '@material-ui/core/styles';
import { SyncView } from '@openova/backstage-plugin-external-dns-common';
import { changeSigns } from '../elements/changeText';
import { toneColor } from '../elements/stateColor';
import { useDnsTranslation } from '../translation';

const useStyles = makeStyles(theme => ({
  counts: {
    display: 'inline-flex',
    gap: theme.spacing(1),
    fontFamily: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
    fontWeight: 600,
  },
  none: { color: theme.palette.text.secondary, fontWeight: 400 },
  create: { color: toneColor(theme, 'good') },
  update: { color: toneColor(theme, 'busy') },
  delete: { color: toneColor(theme, 'bad') },
  rejected: { fontFamily: 'inherit', color: toneColor(theme, 'bad') },
}));

/** `+2 ~1 −0`, and what was refused. */
export function DiffCounts(props: { sync: SyncView }) {
  const t = useDnsTranslation();
  const classes = useStyles();
  const { created, updated, deleted, rejected } = props.sync;
  const counts = [
    { action: 'create', count: created, word: t('admin.overview.created') },
    { action: 'update', count: updated, word: t('admin.overview.updated') },
    { action: 'delete', count: deleted, word: t('admin.overview.deleted') },
  ] as const;
  return (
    <span className={classes.counts}>
      {counts.map(({ action, count, word }) => (
        <span
          key={action}
          role="img"
          aria-label={`${count} ${word}`}
          className={count > 0 ? classes[action] : classes.none}
        >
          {changeSigns[action]}
          {count}
        </span>
      ))}
      {rejected > 0 && (
        <span className={classes.rejected}>
          {t('admin.activity.rejected', { count: rejected })}
        </span>
      )}
    </span>
  );
}
