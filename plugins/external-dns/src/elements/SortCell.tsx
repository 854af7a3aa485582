import TableCell from '@material-ui/core/TableCell';
import TableSortLabel from '@material-ui/core/TableSortLabel';
import { ReactNode } from 'react';

/** A direction, as the URL and the API spell it. */
export type Direction = 'asc' | 'desc';

/** The head of a column by which one can sort, with `scope` and `aria-sort`. */
export function SortCell<Column extends string>(props: {
  column: Column;
  sortedBy: Column;
  direction: Direction;
  onSort: (column: Column, direction: Direction) => void;
  className?: string;
  children: ReactNode;
}) {
  const active = props.sortedBy === props.column;
  const next = active && props.direction === 'asc' ? 'desc' : 'asc';
  return (
    <TableCell
      scope="col"
      className={props.className}
      sortDirection={active ? props.direction : false}
    >
      <TableSortLabel
        active={active}
        direction={active ? props.direction : 'asc'}
        onClick={() => props.onSort(props.column, next)}
      >
        {props.children}
      </TableSortLabel>
    </TableCell>
  );
}
