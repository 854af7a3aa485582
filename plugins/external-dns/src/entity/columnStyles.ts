import { makeStyles } from '@material-ui/core/styles';

/**
 * Which columns stay when the window gets narrow. What is left out here stands in
 * the open row: TTL and zone with the records, the cluster with each object.
 */
export const useColumnStyles = makeStyles(theme => ({
  hostname: { minWidth: 180, paddingLeft: theme.spacing(1) },
  state: {},
  type: { [theme.breakpoints.down('sm')]: { display: 'none' } },
  answer: { minWidth: 130 },
  ttl: { [theme.breakpoints.down('md')]: { display: 'none' } },
  cluster: { [theme.breakpoints.down('sm')]: { display: 'none' } },
  zone: { [theme.breakpoints.down('md')]: { display: 'none' } },
  source: { minWidth: 130 },
}));
