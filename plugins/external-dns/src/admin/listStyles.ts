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
    '& th, & td': {
      // The theme breaks words wherever a column gets narrow.
      wordBreak: 'normal',
      padding: theme.spacing(1),
      '&:first-child': { paddingLeft: theme.spacing(2) },
      '&:last-child': { paddingRight: theme.spacing(2) },
    },
    // The theme stripes rows; lines separate them without a second grey.
    '& tbody > tr, & tbody > tr:nth-of-type(odd)': {
      backgroundColor: 'transparent',
    },
    '& tbody > tr > *': {
      verticalAlign: 'top',
      lineHeight: 1.6,
      borderTop: `1px solid ${theme.palette.divider}`,
      borderBottom: 'none',
    },
    '& tbody th': { fontWeight: 600 },
    '& tbody th > div': { fontWeight: 400 },
  },
  // A card has a padding of its own.
  inCard: {
    '&& th:first-child': { paddingLeft: 0 },
    '&& td:last-child, && th:last-child': { paddingRight: 0 },
  },
  secondary: { color: theme.palette.text.secondary },
  numbers: { fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' },
  // Left out where the window is narrow.
  fromMedium: { [theme.breakpoints.down('sm')]: { display: 'none' } },
  // What stands in a column of its own where there is room.
  untilMedium: { [theme.breakpoints.up('md')]: { display: 'none' } },
  fromLarge: { [theme.breakpoints.down('md')]: { display: 'none' } },
  // Long values break anywhere, but not before the column got its share.
  wide: { minWidth: 190, overflowWrap: 'anywhere' },
  long: { minWidth: 135, overflowWrap: 'anywhere' },
  empty: { padding: theme.spacing(3, 2) },
}));
