import ButtonBase from '@material-ui/core/ButtonBase';
import Collapse from '@material-ui/core/Collapse';
import { makeStyles } from '@material-ui/core/styles';
import ChevronRight from '@material-ui/icons/ChevronRight';
import { SyncView } from '@openova/backstage-plugin-external-dns-common';
import { useId } from 'react';
import { objectText } from '../elements/objectText';
import { RelativeTime } from '../elements/RelativeTime';
import { Tone } from '../elements/stateColor';
import { ToneLabel } from '../elements/ToneLabel';
import { Translate, useDnsTranslation } from '../translation';
import { DiffCounts } from './DiffCounts';
import { SyncChanges } from './SyncChanges';

const outcomeTones: Record<SyncView['outcome'], Tone> = {
  running: 'busy',
  ok: 'good',
  partial: 'waiting',
  failed: 'bad',
};

const useStyles = makeStyles(theme => ({
  item: {
    borderTop: `1px solid ${theme.palette.divider}`,
    overflowWrap: 'anywhere',
  },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5, 2),
    padding: theme.spacing(1, 2, 1, 1),
    fontSize: theme.typography.body2.fontSize,
  },
  toggle: {
    font: 'inherit',
    fontWeight: 600,
    borderRadius: theme.shape.borderRadius,
    '&:focus-visible': { outline: `2px solid ${theme.palette.primary.main}` },
    '& svg': {
      transition: theme.transitions.create('transform', { duration: 120 }),
    },
    '&[aria-expanded=true] svg': { transform: 'rotate(90deg)' },
  },
  cause: { flex: '1 1 300px', color: theme.palette.text.secondary },
  changes: { padding: theme.spacing(0, 2, 2, 5) },
}));

/** One sync: when, how it went, how much it changed, and because of what. */
export function SyncItem(props: {
  sync: SyncView;
  open: boolean;
  onToggle: () => void;
}) {
  const t = useDnsTranslation();
  const classes = useStyles();
  const changesId = useId();
  const { sync, open } = props;
  const syncId = sync.id;
  return (
    <li className={classes.item}>
      <div className={classes.head}>
        <ButtonBase
          className={classes.toggle}
          aria-expanded={open}
          aria-controls={changesId}
          onClick={props.onToggle}
        >
          <ChevronRight aria-hidden />
          {t('admin.activity.sync', { syncId })}
        </ButtonBase>
        <RelativeTime at={sync.startedAt} />
        <ToneLabel tone={outcomeTones[sync.outcome]}>
          {t(`admin.activity.outcomesOfSync.${sync.outcome}`)}
        </ToneLabel>
        <DiffCounts sync={sync} />
        <span>{t('admin.activity.zones', { count: sync.zones })}</span>
        <span className={classes.cause}>
          {cause(t, sync)}
          {sync.sentence && ` · ${sync.sentence}`}
        </span>
      </div>
      <div id={changesId}>
        <Collapse in={open} timeout={120} unmountOnExit>
          <div className={classes.changes}>
            <SyncChanges syncId={syncId} />
          </div>
        </Collapse>
      </div>
    </li>
  );
}

const triggers = [
  'object-change',
  'schedule',
  'sweep',
  'resync',
  'start',
] as const;

/** The first object that caused it, or what else did. */
function cause(t: Translate, sync: SyncView): string {
  const [first, ...more] = sync.cause;
  if (!first) {
    const trigger = triggers.find(known => known === sync.trigger);
    return trigger ? t(`admin.activity.triggers.${trigger}`) : sync.trigger;
  }
  const because = t('admin.activity.because', {
    object: objectText(first),
    cluster: first.cluster,
  });
  return more.length === 0
    ? because
    : `${because} ${t('admin.activity.moreCauses', { count: more.length })}`;
}
