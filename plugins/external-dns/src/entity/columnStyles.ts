import { makeStyles } from '@material-ui/core/styles';

/**
 * Which columns stay when the window gets narrow. What is left out stands in the
 * open row: TTL and zone with the records, cluster and source with each chain.
 */
export const useColumnStyles = makeStyles(theme => {
  const fromMedium = { [theme.breakpoints.down('sm')]: { display: 'none' } };
  const fromLarge = { [theme.breakpoints.down('md')]: { display: 'none' } };
  return {
    hostname: { minWidth: 186, overflowWrap: 'anywhere' },
    state: { minWidth: 104 },
    type: fromMedium,
    answer: { minWidth: 120, overflowWrap: 'anywhere' },
    ttl: fromLarge,
    cluster: { minWidth: 96, overflowWrap: 'anywhere', ...fromMedium },
    zone: { minWidth: 108, overflowWrap: 'anywhere', ...fromLarge },
    source: { minWidth: 132, overflowWrap: 'anywhere', ...fromMedium },
  };
});
