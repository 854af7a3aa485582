import TableCell from '@material-ui/core/TableCell';
import { ReactNode } from 'react';

/**
 * The cell that names its row. Material UI gives a `th` in a table's body the role
 * `cell`, which hides from screen readers what it is.
 */
export function RowHeaderCell(props: {
  className?: string;
  children: ReactNode;
}) {
  return (
    <TableCell
      component="th"
      scope="row"
      role="rowheader"
      className={props.className}
    >
      {props.children}
    </TableCell>
  );
}
