import Button from '@material-ui/core/Button';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableContainer from '@material-ui/core/TableContainer';
import TableHead from '@material-ui/core/TableHead';
import TablePagination from '@material-ui/core/TablePagination';
import TableRow from '@material-ui/core/TableRow';
import { makeStyles } from '@material-ui/core/styles';
import { ReactNode, useState } from 'react';
import { Direction, SortCell } from '../elements/SortCell';
import { visuallyHidden } from '../elements/visuallyHidden';
import { useDnsTranslation } from '../translation';
import { HostnameFacts } from './hostnameFacts';
import { HostnameRow } from './HostnameRow';
import { HostnameColumn, hostnameColumns } from './hostnameSelection';
import { useColumnStyles } from './columnStyles';
import { useReveal } from './revealedHostname';

const ROWS_PER_PAGE = 50;

const useStyles = makeStyles(theme => ({
  hidden: visuallyHidden,
  table: { tableLayout: 'auto' },
  head: {
    '& th': {
      padding: theme.spacing(1),
      fontWeight: 600,
      color: theme.palette.text.primary,
      whiteSpace: 'nowrap',
      '&:first-child': { paddingLeft: theme.spacing(2) },
      backgroundColor: 'transparent',
      textTransform: 'none',
    },
  },
}));

/** The hostnames as a table whose rows open; sorting and the open row are the caller's. */
export function HostnameTable(props: {
  rows: HostnameFacts[];
  column: HostnameColumn;
  direction: Direction;
  onSort: (column: HostnameColumn, direction: Direction) => void;
  openName?: string;
  /** Takes search and filter away. */
  onReset: () => void;
  onOpen: (dnsName: string | undefined) => void;
  /** What an open row shows. */
  details: (row: HostnameFacts) => ReactNode;
}) {
  const t = useDnsTranslation();
  const classes = useStyles();
  const columns = useColumnStyles();
  const { rows, openName } = props;
  const [chosenPage, setChosenPage] = useState<number>();
  const reveal = useReveal();
  const [revealed, setRevealed] = useState(reveal);
  if (reveal !== revealed) {
    setRevealed(reveal);
    if (reveal) setChosenPage(undefined);
  }
  // A link to a hostname shows the page on which it is.
  const linked = rows.findIndex(row => row.hostname.dnsName === openName);
  const last = Math.max(0, Math.ceil(rows.length / ROWS_PER_PAGE) - 1);
  const page = Math.min(
    chosenPage ?? Math.floor(Math.max(0, linked) / ROWS_PER_PAGE),
    last,
  );
  const visible = rows.slice(page * ROWS_PER_PAGE, (page + 1) * ROWS_PER_PAGE);

  return (
    <>
      <TableContainer>
        <Table size="small" className={classes.table}>
          <caption className={classes.hidden}>
            {t('entity.table.caption')}
          </caption>
          <TableHead>
            <TableRow className={classes.head}>
              {hostnameColumns.map(column => (
                <SortCell
                  key={column}
                  column={column}
                  sortedBy={props.column}
                  direction={props.direction}
                  onSort={props.onSort}
                  className={columns[column]}
                >
                  {t(`entity.table.${column}`)}
                </SortCell>
              ))}
            </TableRow>
          </TableHead>
          <TableBody>
            {visible.map(row => {
              const { dnsName } = row.hostname;
              return (
                <HostnameRow
                  key={dnsName}
                  row={row}
                  open={dnsName === openName}
                  reveal={dnsName === openName ? reveal : undefined}
                  onToggle={() =>
                    props.onOpen(dnsName === openName ? undefined : dnsName)
                  }
                >
                  {props.details(row)}
                </HostnameRow>
              );
            })}
            {rows.length === 0 && (
              <TableRow>
                <TableCell colSpan={hostnameColumns.length}>
                  {t('entity.filters.none')}{' '}
                  <Button size="small" onClick={props.onReset}>
                    {t('entity.filters.reset')}
                  </Button>
                </TableCell>
              </TableRow>
            )}
          </TableBody>
        </Table>
      </TableContainer>
      {rows.length > ROWS_PER_PAGE && (
        <TablePagination
          component="div"
          count={rows.length}
          page={page}
          rowsPerPage={ROWS_PER_PAGE}
          rowsPerPageOptions={[ROWS_PER_PAGE]}
          onPageChange={(_event, next) => setChosenPage(next)}
        />
      )}
    </>
  );
}
