import Chip from '@material-ui/core/Chip';
import { makeStyles, Theme, useTheme } from '@material-ui/core/styles';
import { ComponentType } from 'react';
import { Tone, toneColor } from './stateColor';

const useStyles = makeStyles(theme => ({
  chip: {
    margin: 0,
    color: theme.palette.text.primary,
    '& svg': { fontSize: '1.125rem' },
    '&:focus-visible': { outline: `2px solid ${theme.palette.primary.main}` },
  },
  pressed: {
    '&, &:hover, &:focus': {
      backgroundColor: theme.palette.action.selected,
      borderColor: theme.palette.text.primary,
      fontWeight: 600,
    },
  },
  icon: { display: 'inline-flex' },
}));

/** A chip that is pressed or not: a filter with how many it shows, or one of few choices. */
export function CountChip(props: {
  label: string;
  count?: number;
  /** Icon and tone of what it stands for. */
  style?: { icon: ComponentType<{ className?: string }>; tone: Tone };
  pressed: boolean;
  onClick: () => void;
}) {
  const classes = useStyles();
  const theme: Theme = useTheme();
  const { label, count, style, pressed, onClick } = props;
  const Icon = style?.icon;
  return (
    <Chip
      clickable
      variant="outlined"
      className={`${classes.chip} ${pressed ? classes.pressed : ''}`}
      label={count === undefined ? label : `${label} ${count}`}
      aria-pressed={pressed}
      onClick={onClick}
      icon={
        style && Icon ? (
          <span
            className={classes.icon}
            style={{ color: toneColor(theme, style.tone) }}
          >
            <Icon aria-hidden />
          </span>
        ) : undefined
      }
    />
  );
}
