import { EntityDisplayName } from '@backstage/plugin-catalog-react';
import Button from '@material-ui/core/Button';
import Link from '@material-ui/core/Link';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableContainer from '@material-ui/core/TableContainer';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import {
  HealthGroupBy,
  HealthRollUpView,
} from '@openova/backstage-plugin-external-dns-common';
import { useState } from 'react';
import { GradeLabel } from '../../elements/GradeLabel';
import { RowHeaderCell } from '../../elements/RowHeaderCell';
import { useQueryState } from '../../live/useQueryState';
import { useDnsTranslation } from '../../translation';
import { useListStyles } from '../listStyles';
import { gradeCountsText } from './GradeBar';
import { noPlace } from './healthSelection';

const SHOWN = 6;

const noneOf = {
  owner: 'noOwner',
  system: 'noSystem',
  domain: 'noDomain',
} as const;

/** One line for each owner, system or domain; its name filters the components below. */
export function HealthRollUpTable(props: {
  by: HealthGroupBy;
  rollUps: HealthRollUpView[];
}) {
  const t = useDnsTranslation();
  const classes = useListStyles();
  const query = useQueryState();
  const [all, setAll] = useState(false);
  const { by, rollUps } = props;
  const group = t(`health.rollUps.${by}`);
  const shown = all ? rollUps : rollUps.slice(0, SHOWN);
  const hidden = rollUps.length - shown.length;
  return (
    <>
      <TableContainer>
        <Table size="small" className={`${classes.table} ${classes.inCard}`}>
          <caption className={classes.hidden}>
            {t('health.rollUps.caption', {
              group: group.toLocaleLowerCase(),
            })}
          </caption>
          <TableHead>
            <TableRow>
              <TableCell>{group}</TableCell>
              <TableCell>{t('health.rollUps.grade')}</TableCell>
              <TableCell>{t('health.rollUps.counts')}</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {shown.map(({ ref, grade, counts }) => (
              <TableRow key={ref}>
                <RowHeaderCell className={classes.long}>
                  <Link
                    component="button"
                    variant="body2"
                    align="left"
                    onClick={() => query.set({ [by]: ref || noPlace })}
                  >
                    {ref ? (
                      <EntityDisplayName
                        entityRef={ref}
                        hideIcon
                        disableTooltip
                      />
                    ) : (
                      t(`health.rollUps.${noneOf[by]}`)
                    )}
                  </Link>
                </RowHeaderCell>
                <TableCell>
                  <GradeLabel grade={grade} />
                </TableCell>
                <TableCell className={classes.long}>
                  {gradeCountsText(t, counts)}
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </TableContainer>
      {hidden > 0 && (
        <Button size="small" onClick={() => setAll(true)}>
          {t('health.rollUps.more', { count: hidden })}
        </Button>
      )}
    </>
  );
}
