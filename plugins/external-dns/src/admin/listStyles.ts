import { makeStyles } from '@material-ui/core/styles';
import { visuallyHidden } from '../elements/visuallyHidden';

/** What the lists of the DNS page have in common. */
export const useListStyles = makeStyles(theme => ({
  hidden: visuallyHidden,
  filters: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1.5, 2),
    padding: theme.spacing(2, 2, 1),
  },
  table: {
    '& thead th': {
      fontWeight: 600,
      color: theme.palette.text.primary,
      backgroundColor: 'transparent',
      textTransform: 'none',
      whiteSpace: 'nowrap',
    },
    '& tbody > tr': { verticalAlign: 'top' },
    '& tbody th, & tbody td': { overflowWrap: 'anywhere' },
    '& tbody th': { fontWeight: 600 },
  },
  secondary: { color: theme.palette.text.secondary },
  numbers: { fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' },
  // Left out where the window is narrow.
  fromMedium: { [theme.breakpoints.down('sm')]: { display: 'none' } },
  fromLarge: { [theme.breakpoints.down('md')]: { display: 'none' } },
  wide: { minWidth: 200 },
  empty: { padding: theme.spacing(3, 2) },
}));
