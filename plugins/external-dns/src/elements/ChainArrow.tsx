import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles(theme => ({
  arrow: {
    flex: 'none',
    alignSelf: 'center',
    color: theme.palette.text.secondary,
  },
  beyond: { opacity: 0.5 },
}));

/** The line from one link to the next; dashed where the chain is not reached. */
export function ChainArrow(props: { reached: boolean }) {
  const classes = useStyles();
  return (
    <svg
      className={`${classes.arrow} ${props.reached ? '' : classes.beyond}`}
      width={18}
      height={12}
      viewBox="0 0 18 12"
      aria-hidden
    >
      <path
        d="M0 6 H11"
        stroke="currentColor"
        strokeWidth={1.5}
        strokeDasharray={props.reached ? undefined : '3 3'}
      />
      <path d="M10 1.5 L17 6 L10 10.5 Z" fill="currentColor" />
    </svg>
  );
}
