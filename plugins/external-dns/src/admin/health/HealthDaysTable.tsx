import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableContainer from '@material-ui/core/TableContainer';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import {
  HealthDay,
  healthGradesWorstFirst,
} from '@openova/backstage-plugin-external-dns-common';
import { RowHeaderCell } from '../../elements/RowHeaderCell';
import { useDnsTranslation } from '../../translation';
import { useListStyles } from '../listStyles';
import { dayText } from './healthDays';

/** The same as the picture, in figures; the newest day first. */
export function HealthDaysTable(props: { days: HealthDay[] }) {
  const t = useDnsTranslation();
  const classes = useListStyles();
  return (
    <TableContainer>
      <Table size="small" className={`${classes.table} ${classes.inCard}`}>
        <caption className={classes.hidden}>
          {t('health.trend.picture')}
        </caption>
        <TableHead>
          <TableRow>
            <TableCell>{t('health.trend.dayColumn')}</TableCell>
            {healthGradesWorstFirst.map(grade => (
              <TableCell key={grade} align="right">
                {t(`health.grade.${grade}`)}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {[...props.days].reverse().map(({ day, counts }) => (
            <TableRow key={day}>
              <RowHeaderCell>{dayText(day)}</RowHeaderCell>
              {healthGradesWorstFirst.map(grade => (
                <TableCell
                  key={grade}
                  align="right"
                  className={classes.numbers}
                >
                  {counts[grade]}
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  );
}
