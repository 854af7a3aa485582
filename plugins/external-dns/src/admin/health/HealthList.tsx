import Paper from '@material-ui/core/Paper';
import { HealthRow } from '@openova/backstage-plugin-external-dns-common';
import { useMemo } from 'react';
import { countGrades } from '../../elements/healthGrades';
import { TableSkeleton } from '../../elements/TableSkeleton';
import { useQueryState } from '../../live/useQueryState';
import { useDnsTranslation } from '../../translation';
import { HealthFilters } from './HealthFilters';
import { healthSelection, rowsOfAnyGrade, sortedRows } from './healthSelection';
import { HealthTable } from './HealthTable';

const nothing: HealthRow[] = [];

/** The components that the filters leave; what is chosen lives in the URL. */
export function HealthList(props: { rows?: readonly HealthRow[] }) {
  const t = useDnsTranslation();
  const { get, set } = useQueryState();
  const { rows = nothing } = props;
  const selection = useMemo(() => healthSelection(get), [get]);
  const { grade, column, direction } = selection;
  const anyGrade = useMemo(
    () => rowsOfAnyGrade(rows, selection),
    [rows, selection],
  );
  const shown = useMemo(
    () =>
      sortedRows(
        anyGrade.filter(row => !grade || row.grade === grade),
        selection,
      ),
    [anyGrade, grade, selection],
  );
  return (
    <Paper>
      <HealthFilters
        rows={rows}
        counts={countGrades(anyGrade)}
        selection={selection}
        shown={shown}
      />
      {props.rows ? (
        <HealthTable
          rows={shown}
          column={column}
          direction={direction}
          onSort={(sort, order) => set({ sort, order })}
        />
      ) : (
        <TableSkeleton
          label={t('entity.loading')}
          rows={10}
          headers={[
            t('health.table.component'),
            t('health.table.grade'),
            t('health.table.owner'),
            t('health.table.reasons'),
          ]}
        />
      )}
    </Paper>
  );
}
