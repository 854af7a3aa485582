import { makeStyles } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import { useDnsTranslation } from '../translation';

const useStyles = makeStyles(theme => ({
  list: { padding: theme.spacing(1, 2, 2) },
}));

/** The place of a list that has no columns while it loads. */
export function ListSkeleton() {
  const t = useDnsTranslation();
  const classes = useStyles();
  return (
    <div
      role="status"
      aria-label={t('entity.loading')}
      className={classes.list}
    >
      {['70%', '60%', '80%', '50%', '65%'].map(width => (
        <Skeleton key={width} width={width} height={36} />
      ))}
    </div>
  );
}
