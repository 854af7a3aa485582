import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import Skeleton from '@material-ui/lab/Skeleton';

/** The place of a table while it loads, so that nothing moves when it arrives. */
export function TableSkeleton(props: {
  headers: string[];
  rows?: number;
  label: string;
}) {
  const rows = Array.from({ length: props.rows ?? 4 }, (_, index) => index);
  return (
    <div role="status" aria-label={props.label}>
      <Table aria-hidden size="small">
        <TableHead>
          <TableRow>
            {props.headers.map(header => (
              <TableCell key={header}>{header}</TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.map(row => (
            <TableRow key={row}>
              {props.headers.map(header => (
                <TableCell key={header}>
                  <Skeleton width={row % 2 === 0 ? '80%' : '60%'} height={26} />
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}
