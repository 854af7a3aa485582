import { makeStyles } from '@material-ui/core/styles';

/**
 * Which columns stay when the window gets narrow. What is left out here stands in
 * the open row: TTL and zone with the records, the cluster with each object.
 */
export const useColumnStyles = makeStyles(theme => ({
  hostname: { minWidth: 200, overflowWrap: 'anywhere' },
  state: { minWidth: 104 },
  type: { [theme.breakpoints.down('sm')]: { display: 'none' } },
  answer: { minWidth: 140, overflowWrap: 'anywhere' },
  ttl: { [theme.breakpoints.down('md')]: { display: 'none' } },
  cluster: {
    minWidth: 96,
    overflowWrap: 'anywhere',
    [theme.breakpoints.down('sm')]: { display: 'none' },
  },
  zone: {
    minWidth: 130,
    overflowWrap: 'anywhere',
    [theme.breakpoints.down('md')]: { display: 'none' },
  },
  source: { minWidth: 140, overflowWrap: 'anywhere' },
}));
