import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles({ title: { fontWeight: 600 } });

/** The title of a part of an open row. */
export function SectionTitle(props: { children: string }) {
  const classes = useStyles();
  return (
    <Typography variant="body1" component="h3" className={classes.title}>
      {props.children}
    </Typography>
  );
}
