import { makeStyles } from '@material-ui/core/styles';

/** The frame of the tab, the same while it loads. */
export const usePanelStyles = makeStyles(theme => ({
  panel: {
    ...theme.typography.body2,
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(2),
  },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'flex-start',
    gap: theme.spacing(1, 3),
  },
  sentence: { flex: '1 1 420px', minWidth: 0 },
  actions: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(2),
    color: theme.palette.text.secondary,
  },
  paper: { minWidth: 0 },
  filters: { padding: theme.spacing(2, 2, 1) },
}));
