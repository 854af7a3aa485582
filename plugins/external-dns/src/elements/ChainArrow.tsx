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
      width={24}
      height={12}
      viewBox="0 0 24 12"
      aria-hidden
    >
      <path
        d="M1 6 H17"
        stroke="currentColor"
        strokeWidth={1.5}
        strokeDasharray={props.reached ? undefined : '3 3'}
      />
      <path d="M16 1.5 L23 6 L16 10.5 Z" fill="currentColor" />
    </svg>
  );
}
