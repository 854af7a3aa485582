import { makeStyles } from '@material-ui/core/styles';
import { visuallyHidden } from '../elements/visuallyHidden';

/** Tables of a delegation: as quiet as those of the open hostname row. */
export const useGslbTableStyles = makeStyles(theme => ({
  hidden: visuallyHidden,
  scroll: { overflowX: 'auto' },
  table: {
    '& th, & td': {
      padding: theme.spacing(0.75, 2, 0.75, 0),
      verticalAlign: 'top',
      lineHeight: 1.6,
      wordBreak: 'normal',
      borderBottom: `1px solid ${theme.palette.divider}`,
    },
    '& thead th': {
      fontWeight: 600,
      color: theme.palette.text.primary,
      textTransform: 'none',
      whiteSpace: 'nowrap',
    },
    '& tbody th': { fontWeight: 600 },
    '&& thead th, && tr, && tbody tr:nth-of-type(odd)': {
      backgroundColor: 'transparent',
    },
    '& tbody tr:last-child > *': { borderBottom: 'none' },
  },
  secondary: { color: theme.palette.text.secondary, fontWeight: 400 },
  short: { minWidth: 96, overflowWrap: 'anywhere' },
  long: { minWidth: 150, overflowWrap: 'anywhere' },
}));
