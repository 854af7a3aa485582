import Paper from '@material-ui/core/Paper';
import Skeleton from '@material-ui/lab/Skeleton';
import { TableSkeleton } from '../elements/TableSkeleton';
import { useDnsTranslation } from '../translation';
import { hostnameColumns } from './hostnameSelection';
import { usePanelStyles } from './panelStyles';

/** The tab's layout while it loads for the first time. */
export function EntityDnsSkeleton() {
  const t = useDnsTranslation();
  const classes = usePanelStyles();
  return (
    <div className={classes.panel}>
      <div className={classes.head}>
        <div className={classes.sentence}>
          <Skeleton width="60%" height={28} />
        </div>
        <Skeleton width={100} height={32} />
      </div>
      <Paper className={classes.paper}>
        <div className={classes.filters}>
          <Skeleton width={320} height={40} />
        </div>
        <TableSkeleton
          label={t('entity.loading')}
          headers={hostnameColumns.map(column => t(`entity.table.${column}`))}
        />
      </Paper>
    </div>
  );
}
