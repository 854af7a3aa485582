import { makeStyles, Theme } from '@material-ui/core/styles';
import { ReactNode } from 'react';
import { Tone, toneColor } from './stateColor';

const useStyles = makeStyles<Theme, { tone: Tone }>(theme => ({
  notice: {
    ...theme.typography.body2,
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
    padding: theme.spacing(1, 2),
    borderLeft: ({ tone }) => `4px solid ${toneColor(theme, tone)}`,
    borderRadius: theme.shape.borderRadius,
    backgroundColor: theme.palette.action.hover,
    color: theme.palette.text.primary,
    overflowWrap: 'anywhere',
  },
  text: { flex: '1 1 240px' },
}));

/** A quiet banner; `role` decides how insistently it is read out. */
export function Notice(props: {
  tone: Tone;
  role?: 'status' | 'alert' | 'note';
  action?: ReactNode;
  children: ReactNode;
}) {
  const classes = useStyles({ tone: props.tone });
  return (
    <div className={classes.notice} role={props.role ?? 'note'}>
      <div className={classes.text}>{props.children}</div>
      {props.action}
    </div>
  );
}
