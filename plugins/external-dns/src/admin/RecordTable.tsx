import { EntityRefLinks } from '@backstage/plugin-catalog-react';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableContainer from '@material-ui/core/TableContainer';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import { RecordView } from '@openova/backstage-plugin-external-dns-common';
import { RowHeaderCell } from '../elements/RowHeaderCell';
import { RelativeTime } from '../elements/RelativeTime';
import { Direction, SortCell } from '../elements/SortCell';
import { ToneLabel } from '../elements/ToneLabel';
import { useDnsTranslation } from '../translation';
import { useListStyles } from './listStyles';

/** Columns by which the backend sorts. */
export const recordColumns = [
  'dnsName',
  'recordType',
  'zone',
  'observedAt',
] as const;

/** One of {@link recordColumns}. */
export type RecordColumn = (typeof recordColumns)[number];

/** One page of records. */
export function RecordTable(props: {
  records: RecordView[];
  column: RecordColumn;
  direction: Direction;
  onSort: (column: RecordColumn, direction: Direction) => void;
}) {
  const t = useDnsTranslation();
  const classes = useListStyles();
  const sort = {
    sortedBy: props.column,
    direction: props.direction,
    onSort: props.onSort,
  };
  return (
    <TableContainer>
      <Table size="small" className={classes.table}>
        <caption className={classes.hidden}>
          {t('admin.records.caption')}
        </caption>
        <TableHead>
          <TableRow>
            <SortCell column="dnsName" {...sort} className={classes.wide}>
              {t('admin.records.name')}
            </SortCell>
            <SortCell column="recordType" {...sort}>
              {t('admin.records.type')}
            </SortCell>
            <TableCell>{t('admin.records.targets')}</TableCell>
            <TableCell className={classes.fromLarge}>
              {t('admin.records.ttl')}
            </TableCell>
            <SortCell column="zone" {...sort} className={classes.fromMedium}>
              {t('admin.records.zone')}
            </SortCell>
            <TableCell>{t('admin.records.owner')}</TableCell>
            <TableCell className={classes.fromMedium}>
              {t('admin.records.resource')}
            </TableCell>
            <SortCell
              column="observedAt"
              {...sort}
              className={classes.fromMedium}
            >
              {t('admin.records.observed')}
            </SortCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {props.records.map(record => (
            <RecordRow key={recordKey(record)} record={record} />
          ))}
          {props.records.length === 0 && (
            <TableRow>
              <TableCell colSpan={8} className={classes.empty}>
                {t('admin.list.none')}
              </TableCell>
            </TableRow>
          )}
        </TableBody>
      </Table>
    </TableContainer>
  );
}

function RecordRow({ record }: { record: RecordView }) {
  const t = useDnsTranslation();
  const classes = useListStyles();
  return (
    <TableRow>
      <RowHeaderCell className={classes.wide}>
        {record.dnsName}
        {record.setIdentifier && (
          <div className={classes.secondary}>
            {t('admin.records.set', { setIdentifier: record.setIdentifier })}
          </div>
        )}
      </RowHeaderCell>
      <TableCell>{record.recordType}</TableCell>
      <TableCell className={classes.long}>
        {record.targets.map(target => (
          <div key={target}>{target}</div>
        ))}
      </TableCell>
      <TableCell className={`${classes.fromLarge} ${classes.numbers}`}>
        {record.ttl === undefined
          ? t('entity.table.providerTtl')
          : t('entity.table.seconds', { number: record.ttl.toString() })}
      </TableCell>
      <TableCell className={`${classes.fromMedium} ${classes.long}`}>
        {record.zone}
      </TableCell>
      <TableCell>
        <ToneLabel tone={record.ours ? 'good' : 'foreign'}>
          {record.owner ?? t('admin.records.nobody')}
        </ToneLabel>
      </TableCell>
      <TableCell className={`${classes.fromMedium} ${classes.long}`}>
        {record.resource}
        <div>
          <EntityRefLinks
            entityRefs={record.entityRefs}
            defaultKind="component"
          />
        </div>
      </TableCell>
      <TableCell className={classes.fromMedium}>
        <RelativeTime at={record.observedAt} />
      </TableCell>
    </TableRow>
  );
}

function recordKey(record: RecordView): string {
  const { provider, zone, dnsName, recordType, setIdentifier } = record;
  return [provider, zone, dnsName, recordType, setIdentifier].join(' ');
}
