import { makeStyles } from '@material-ui/core/styles';
import { CopyButton } from './CopyButton';

const useStyles = makeStyles(theme => ({
  line: {
    display: 'inline-flex',
    alignItems: 'flex-start',
    maxWidth: '100%',
  },
  text: {
    fontFamily: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
    fontSize: theme.typography.pxToRem(13),
    lineHeight: 1.6,
    overflowWrap: 'anywhere',
  },
}));

/** A value as one would type it, whole, with a button that copies it. */
export function CopyableText(props: { text: string; what: string }) {
  const classes = useStyles();
  return (
    <span className={classes.line}>
      <code className={classes.text}>{props.text}</code>
      <CopyButton text={props.text} what={props.what} />
    </span>
  );
}
