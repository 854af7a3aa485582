import { EntityRefLink } from '@backstage/plugin-catalog-react';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableContainer from '@material-ui/core/TableContainer';
import TableHead from '@material-ui/core/TableHead';
import TablePagination from '@material-ui/core/TablePagination';
import TableRow from '@material-ui/core/TableRow';
import { HealthRow } from '@openova/backstage-plugin-external-dns-common';
import { useState } from 'react';
import { GradeLabel } from '../../elements/GradeLabel';
import { RowHeaderCell } from '../../elements/RowHeaderCell';
import { Direction, SortCell } from '../../elements/SortCell';
import { useDnsTranslation } from '../../translation';
import { useListStyles } from '../listStyles';
import { HealthReasons } from './HealthReasons';
import { HealthColumn } from './healthSelection';

const ROWS_PER_PAGE = 50;

/** Every component that the filters leave, with the reasons for its grade. */
export function HealthTable(props: {
  rows: readonly HealthRow[];
  column: HealthColumn;
  direction: Direction;
  onSort: (column: HealthColumn, direction: Direction) => void;
}) {
  const t = useDnsTranslation();
  const classes = useListStyles();
  const { rows } = props;
  const [chosenPage, setChosenPage] = useState(0);
  const last = Math.max(0, Math.ceil(rows.length / ROWS_PER_PAGE) - 1);
  const page = Math.min(chosenPage, last);
  const visible = rows.slice(page * ROWS_PER_PAGE, (page + 1) * ROWS_PER_PAGE);
  const sort = {
    sortedBy: props.column,
    direction: props.direction,
    onSort: props.onSort,
  };
  return (
    <>
      <TableContainer>
        <Table size="small" className={classes.table}>
          <caption className={classes.hidden}>
            {t('health.table.caption')}
          </caption>
          <TableHead>
            <TableRow>
              <SortCell column="component" {...sort}>
                {t('health.table.component')}
              </SortCell>
              <SortCell column="grade" {...sort}>
                {t('health.table.grade')}
              </SortCell>
              <SortCell column="owner" {...sort} className={classes.fromMedium}>
                {t('health.table.owner')}
              </SortCell>
              <SortCell
                column="system"
                {...sort}
                className={classes.fromMedium}
              >
                {t('health.table.system')}
              </SortCell>
              <TableCell className={classes.wide}>
                {t('health.table.reasons')}
              </TableCell>
              <TableCell
                className={classes.fromMedium}
                title={t('health.table.publishedHint')}
              >
                {t('health.table.hostnames')}
              </TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {visible.map(row => (
              <HealthTableRow key={row.entityRef} row={row} />
            ))}
            {rows.length === 0 && (
              <TableRow>
                <TableCell colSpan={6} className={classes.empty}>
                  {t('admin.list.none')}
                </TableCell>
              </TableRow>
            )}
          </TableBody>
        </Table>
      </TableContainer>
      <span role="status" className={classes.hidden}>
        {t('health.table.shown', { count: rows.length })}
      </span>
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

function HealthTableRow({ row }: { row: HealthRow }) {
  const t = useDnsTranslation();
  const classes = useListStyles();
  const { hostnamesDesired, hostnamesPublished } = row.facts;
  const owner = row.owner && (
    <EntityRefLink entityRef={row.owner} defaultKind="group" hideIcon />
  );
  const system = row.system && (
    <EntityRefLink entityRef={row.system} defaultKind="system" hideIcon />
  );
  return (
    <TableRow>
      <RowHeaderCell className={classes.long}>
        <EntityRefLink
          entityRef={row.entityRef}
          defaultKind="component"
          hideIcon
        />
        <div className={classes.untilMedium}>{owner}</div>
        <div className={classes.untilMedium}>{system}</div>
      </RowHeaderCell>
      <TableCell>
        <GradeLabel grade={row.grade} />
      </TableCell>
      <TableCell className={`${classes.fromMedium} ${classes.long}`}>
        {owner}
      </TableCell>
      <TableCell className={`${classes.fromMedium} ${classes.long}`}>
        {system}
      </TableCell>
      <TableCell className={classes.wide}>
        <HealthReasons row={row} />
      </TableCell>
      <TableCell className={`${classes.fromMedium} ${classes.numbers}`}>
        {hostnamesDesired > 0 &&
          t('health.table.published', {
            published: hostnamesPublished.toString(),
            desired: hostnamesDesired.toString(),
          })}
      </TableCell>
    </TableRow>
  );
}
