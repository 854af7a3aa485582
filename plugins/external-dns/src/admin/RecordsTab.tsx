import Paper from '@material-ui/core/Paper';
import { useApi } from '@backstage/core-plugin-api';
import { RecordQuery } from '@openova/backstage-plugin-external-dns-common';
import { useCallback } from 'react';
import { externalDnsApiRef } from '../api';
import { Direction } from '../elements/SortCell';
import { TableSkeleton } from '../elements/TableSkeleton';
import { useLive } from '../live/useLive';
import { useQueryState } from '../live/useQueryState';
import { useDnsTranslation } from '../translation';
import { AdminTab } from './AdminTab';
import { LiveContent } from './LiveContent';
import { Pager } from './Pager';
import { RecordFilters } from './RecordFilters';
import { RecordColumn, RecordTable, recordColumns } from './RecordTable';
import { useCursorPages } from './useCursorPages';

/** All records, page by page: the backend searches, filters and sorts. */
export function RecordsTab() {
  return (
    <AdminTab>
      <Records />
    </AdminTab>
  );
}

function Records() {
  const t = useDnsTranslation();
  const api = useApi(externalDnsApiRef);
  const query = useQueryState();
  const pages = useCursorPages();
  const { cursor, limit } = pages;
  const search = query.get('search');
  const zone = query.get('zone');
  const recordType = query.get('type');
  const ownership = query.get('ownership');
  const orderBy: RecordColumn =
    recordColumns.find(column => column === query.get('sort')) ?? 'dnsName';
  const order: Direction = query.get('order') === 'desc' ? 'desc' : 'asc';

  const load = useCallback(
    (signal: AbortSignal) => {
      const request: RecordQuery = {
        search,
        zone,
        recordType,
        ours: ownership === undefined ? undefined : ownership === 'ours',
        orderBy,
        order,
        cursor,
        limit,
      };
      return api.listRecords(request, { signal });
    },
    [api, search, zone, recordType, ownership, orderBy, order, cursor, limit],
  );
  const live = useLive(load);

  return (
    <Paper aria-busy={live.loading}>
      <RecordFilters />
      <LiveContent
        live={live}
        placeholder={
          <TableSkeleton
            label={t('entity.loading')}
            rows={10}
            headers={[
              t('admin.records.name'),
              t('admin.records.type'),
              t('admin.records.targets'),
              t('admin.records.zone'),
              t('admin.records.owner'),
              t('admin.records.observed'),
            ]}
          />
        }
      >
        {page => (
          <>
            <RecordTable
              records={page.items}
              column={orderBy}
              direction={order}
              onSort={(sort, next) =>
                query.set({ sort, order: next, cursor: undefined })
              }
            />
            <Pager page={page} pages={pages} />
          </>
        )}
      </LiveContent>
    </Paper>
  );
}
