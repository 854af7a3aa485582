import { makeStyles, Theme } from '@material-ui/core/styles';
import CheckCircle from '@material-ui/icons/CheckCircle';
import ErrorOutline from '@material-ui/icons/ErrorOutline';
import HelpOutline from '@material-ui/icons/HelpOutline';
import HourglassEmpty from '@material-ui/icons/HourglassEmpty';
import InfoOutlined from '@material-ui/icons/InfoOutlined';
import Sync from '@material-ui/icons/Sync';
import { ReactNode } from 'react';
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
}));

/** A short statement about a cluster, a zone, a sync: icon, word and colour. */
export function ToneLabel(props: { tone: Tone; children: ReactNode }) {
  const classes = useStyles({ tone: props.tone });
  const Icon = icons[props.tone];
  return (
    <span className={classes.label}>
      <Icon aria-hidden />
      <span>{props.children}</span>
    </span>
  );
}
