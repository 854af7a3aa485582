import { makeStyles } from '@material-ui/core/styles';
import { visuallyHidden } from '../elements/visuallyHidden';

/** Tables of a delegation: as quiet as those of the open hostname row. */
export const useGslbTableStyles = makeStyles(theme => ({
  hidden: visuallyHidden,
  scroll: { overflowX: 'auto' },
  // The columns of all tables of one kind stand below each other.
  table: {
    tableLayout: 'fixed',
    minWidth: 460,
    '& th, & td': {
      padding: theme.spacing(0.75, 2, 0.75, 0),
      verticalAlign: 'top',
      lineHeight: 1.6,
      wordBreak: 'normal',
      borderBottom: `1px solid ${theme.palette.divider}`,
      [theme.breakpoints.down('sm')]: {
        fontSize: theme.typography.pxToRem(13),
        paddingRight: theme.spacing(1),
      },
    },
    '& thead th': {
      fontWeight: 600,
      color: theme.palette.text.primary,
      textTransform: 'none',
      verticalAlign: 'bottom',
    },
    '& tbody th': { fontWeight: 600 },
    '&& thead th, && tr, && tbody tr:nth-of-type(odd)': {
      backgroundColor: 'transparent',
    },
    '& tbody tr:last-child > *': { borderBottom: 'none' },
  },
  secondary: { color: theme.palette.text.secondary, fontWeight: 400 },
  name: { fontWeight: 400 },
  members: {
    '& thead th:nth-child(1)': { width: '34%' },
    '& thead th:nth-child(2)': { width: '22%' },
    '& thead th:nth-child(3)': { width: '19%' },
  },
  hosts: {
    '& thead th:nth-child(1)': { width: '24%' },
    '& thead th:nth-child(2)': { width: '20%' },
    '& thead th:nth-child(3)': { width: '17%' },
    '& thead th:nth-child(4)': { width: '17%' },
  },
  values: { overflowWrap: 'anywhere' },
}));
