import { useApi } from '@backstage/core-plugin-api';
import Paper from '@material-ui/core/Paper';
import Typography from '@material-ui/core/Typography';
import {
  HostnameState,
  VerdictQuery,
  hostnameStatesWorstFirst,
} from '@openova/backstage-plugin-external-dns-common';
import { useCallback } from 'react';
import { externalDnsApiRef } from '../api';
import { TableSkeleton } from '../elements/TableSkeleton';
import { useLive } from '../live/useLive';
import { useQueryState } from '../live/useQueryState';
import { useDnsTranslation } from '../translation';
import { AdminTab } from './AdminTab';
import { ChoiceFilter, TextFilter } from './FilterField';
import { useListStyles } from './listStyles';
import { LiveContent } from './LiveContent';
import { Pager } from './Pager';
import { ProblemList } from './ProblemList';
import { useCursorPages } from './useCursorPages';
import { VerdictTable } from './VerdictTable';

/** What is wrong: findings that belong to no single name, then every name that does not work. */
export function FindingsTab() {
  const t = useDnsTranslation();
  return (
    <AdminTab>
      <Typography variant="h6" component="h2">
        {t('admin.findings.problems')}
      </Typography>
      <Findings />
      <Typography variant="h6" component="h2">
        {t('admin.findings.verdicts')}
      </Typography>
      <Verdicts />
    </AdminTab>
  );
}

function Findings() {
  const api = useApi(externalDnsApiRef);
  const live = useLive(
    useCallback((signal: AbortSignal) => api.listFindings({ signal }), [api]),
  );
  return (
    <LiveContent live={live} placeholder={null}>
      {findings => <ProblemList problems={findings} />}
    </LiveContent>
  );
}

function Verdicts() {
  const t = useDnsTranslation();
  const classes = useListStyles();
  const api = useApi(externalDnsApiRef);
  const query = useQueryState();
  const pages = useCursorPages();
  const { cursor, limit } = pages;
  const search = query.get('search');
  const state = asState(query.get('state'));
  const load = useCallback(
    (signal: AbortSignal) => {
      const request: VerdictQuery = { search, state, cursor, limit };
      return api.listVerdicts(request, { signal });
    },
    [api, search, state, cursor, limit],
  );
  const live = useLive(load);
  return (
    <Paper aria-busy={live.loading}>
      <div className={classes.filters} role="search">
        <TextFilter
          label={t('admin.findings.search')}
          placeholder={t('admin.findings.searchPlaceholder')}
          value={search ?? ''}
          onChange={text => query.set({ search: text, cursor: undefined })}
        />
        <ChoiceFilter
          label={t('admin.findings.stateFilter')}
          all={t('admin.findings.anyState')}
          value={state ?? ''}
          choices={hostnameStatesWorstFirst.map(value => ({
            value,
            label: t(`state.${value}`),
          }))}
          onChange={value => query.set({ state: value, cursor: undefined })}
        />
      </div>
      <LiveContent
        live={live}
        placeholder={
          <TableSkeleton
            label={t('entity.loading')}
            headers={[
              t('admin.findings.hostname'),
              t('admin.findings.state'),
              t('admin.findings.why'),
              t('admin.findings.object'),
            ]}
          />
        }
      >
        {page => (
          <>
            <VerdictTable verdicts={page.items} />
            <Pager page={page} pages={pages} />
          </>
        )}
      </LiveContent>
    </Paper>
  );
}

function asState(text: string | undefined): HostnameState | undefined {
  return hostnameStatesWorstFirst.find(state => state === text);
}
