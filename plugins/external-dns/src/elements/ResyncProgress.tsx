import Button from '@material-ui/core/Button';
import LinearProgress from '@material-ui/core/LinearProgress';
import Typography from '@material-ui/core/Typography';
import { Resync } from '../live/useResync';
import { Translate, useDnsTranslation } from '../translation';
import { Notice } from './Notice';
import { RelativeTime } from './RelativeTime';

/** How far a resync is, what came of it, and who asked for it. */
export function ResyncProgress(props: { resync: Resync }) {
  const t = useDnsTranslation();
  const { view, refused, lost, dismiss } = props.resync;
  if (refused) {
    return (
      <Notice tone="bad" role="alert" action={<Dismiss onClick={dismiss} />}>
        {t('resync.refused', { message: refused.message })}
      </Notice>
    );
  }
  if (!view) return null;
  const runs = view.state === 'queued' || view.state === 'running';
  const { progress } = view;
  return (
    <Notice
      tone={toneOf(view.state)}
      role="status"
      action={runs && !lost ? undefined : <Dismiss onClick={dismiss} />}
    >
      <Typography variant="body2" component="p">
        <strong>{headline(t, props.resync)}</strong>
        {view.sentence && ` ${view.sentence}`}
        {view.joined && ` ${t('resync.joined')}`}
      </Typography>
      <Typography variant="caption" component="p" color="textSecondary">
        {t('resync.askedBy', { who: view.requestedBy })},{' '}
        <RelativeTime at={view.finishedAt ?? view.requestedAt} />
      </Typography>
      {runs && !lost && (
        <LinearProgress
          aria-label={headline(t, props.resync)}
          variant={progress ? 'determinate' : 'indeterminate'}
          value={
            progress && (100 * progress.zonesDone) / Math.max(1, progress.zones)
          }
        />
      )}
    </Notice>
  );
}

function Dismiss(props: { onClick: () => void }) {
  const t = useDnsTranslation();
  return (
    <Button size="small" onClick={props.onClick}>
      {t('resync.dismiss')}
    </Button>
  );
}

function headline(t: Translate, { view, lost }: Resync): string {
  if (lost) return t('resync.lost', { message: lost.message });
  if (view?.state === 'done') return t('resync.done');
  if (view?.state === 'failed') return t('resync.failed');
  if (view?.state === 'queued') return t('resync.queued');
  if (view?.progress) {
    return t('resync.runningZones', {
      done: view.progress.zonesDone.toString(),
      number: view.progress.zones.toString(),
    });
  }
  return t('resync.running');
}

function toneOf(state: 'queued' | 'running' | 'done' | 'failed') {
  if (state === 'done') return 'good';
  return state === 'failed' ? 'bad' : 'busy';
}
