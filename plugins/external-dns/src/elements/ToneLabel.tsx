import Tooltip from '@material-ui/core/Tooltip';
import { makeStyles, Theme } from '@material-ui/core/styles';
import CheckCircle from '@material-ui/icons/CheckCircle';
import ErrorOutline from '@material-ui/icons/ErrorOutline';
import HelpOutline from '@material-ui/icons/HelpOutline';
import HourglassEmpty from '@material-ui/icons/HourglassEmpty';
import InfoOutlined from '@material-ui/icons/InfoOutlined';
import Sync from '@material-ui/icons/Sync';
import { ComponentType, ReactNode } from 'react';
import { Tone, toneColor } from './stateColor';

const icons = {
  good: CheckCircle,
  busy: Sync,
  waiting: HourglassEmpty,
  bad: ErrorOutline,
  contested: ErrorOutline,
  drifted: ErrorOutline,
  neutral: HelpOutline,
  foreign: InfoOutlined,
};

const useStyles = makeStyles<Theme, { tone: Tone }>(theme => ({
  label: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.75),
    color: ({ tone }) => toneColor(theme, tone),
    fontWeight: 600,
    '& svg': { fontSize: '1.125rem', flex: 'none' },
  },
  word: { whiteSpace: 'nowrap' },
}));

/** A short statement about a cluster, a zone, a sync: icon, word and colour. */
export function ToneLabel(props: {
  tone: Tone;
  /** Absent: the tone's. */
  icon?: ComponentType<{ className?: string }>;
  /** What the word means, for hovering. */
  hint?: string;
  children: ReactNode;
}) {
  const { tone, icon, hint, children } = props;
  const classes = useStyles({ tone });
  const Icon = icon ?? icons[tone];
  if (hint === undefined) {
    return (
      <span className={classes.label}>
        <Icon aria-hidden />
        <span>{children}</span>
      </span>
    );
  }
  return (
    <Tooltip title={hint}>
      <span className={`${classes.label} ${classes.word}`}>
        <Icon aria-hidden />
        {children}
      </span>
    </Tooltip>
  );
}
