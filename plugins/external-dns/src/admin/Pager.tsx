import IconButton from '@material-ui/core/IconButton';
import MenuItem from '@material-ui/core/MenuItem';
import Select from '@material-ui/core/Select';
import { makeStyles } from '@material-ui/core/styles';
import ChevronLeft from '@material-ui/icons/ChevronLeft';
import ChevronRight from '@material-ui/icons/ChevronRight';
import { Page } from '@openova/backstage-plugin-external-dns-common';
import { useDnsTranslation } from '../translation';
import { CursorPages, rowChoices } from './useCursorPages';

const useStyles = makeStyles(theme => ({
  pager: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'flex-end',
    gap: theme.spacing(1, 2),
    padding: theme.spacing(1, 2),
    color: theme.palette.text.secondary,
    fontSize: theme.typography.body2.fontSize,
  },
  total: { marginRight: 'auto' },
}));

/** Below a list: how much there is, how much is shown, and the way on and back. */
export function Pager(props: { page: Page<unknown>; pages: CursorPages }) {
  const t = useDnsTranslation();
  const classes = useStyles();
  const { page, pages } = props;
  const { nextCursor, totalItems } = page;
  return (
    <nav className={classes.pager}>
      <span className={classes.total} role="status">
        {totalItems !== undefined &&
          t('admin.list.total', { count: totalItems })}
      </span>
      <span>{t('admin.list.rows')}</span>
      <Select
        disableUnderline
        value={pages.limit}
        onChange={event => pages.setLimit(Number(event.target.value))}
        SelectDisplayProps={{ 'aria-label': t('admin.list.rows') }}
      >
        {rowChoices.map(choice => (
          <MenuItem key={choice} value={choice}>
            {choice}
          </MenuItem>
        ))}
      </Select>
      <div>
        <IconButton
          size="small"
          aria-label={t('admin.list.previous')}
          disabled={!pages.canGoBack}
          onClick={pages.previous}
        >
          <ChevronLeft />
        </IconButton>
        <IconButton
          size="small"
          aria-label={t('admin.list.next')}
          disabled={nextCursor === undefined}
          onClick={() => nextCursor !== undefined && pages.next(nextCursor)}
        >
          <ChevronRight />
        </IconButton>
      </div>
    </nav>
  );
}
