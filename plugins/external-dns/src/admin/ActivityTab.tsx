import { useApi } from '@backstage/core-plugin-api';
import Paper from '@material-ui/core/Paper';
import { useCallback } from 'react';
import { externalDnsApiRef } from '../api';
import { useLive } from '../live/useLive';
import { useQueryState } from '../live/useQueryState';
import { useDnsTranslation } from '../translation';
import { AdminTab } from './AdminTab';
import { ChangePages } from './ChangePages';
import { ChoiceFilter, TextFilter } from './FilterField';
import { useListStyles } from './listStyles';
import { SyncPages } from './SyncPages';

/** What was written and why: by sync, or the changes of one zone or name. */
export function ActivityTab() {
  return (
    <AdminTab>
      <Activity />
    </AdminTab>
  );
}

function Activity() {
  const t = useDnsTranslation();
  const classes = useListStyles();
  const api = useApi(externalDnsApiRef);
  const query = useQueryState();
  const zones = useLive(
    useCallback((signal: AbortSignal) => api.listZones({ signal }), [api]),
  );
  const zone = query.get('zone');
  const dnsName = query.get('name');
  const names = [...new Set(zones.value?.map(({ name }) => name))];
  return (
    <Paper>
      <div className={classes.filters} role="search">
        <ChoiceFilter
          label={t('admin.activity.zoneFilter')}
          all={t('admin.records.anyZone')}
          value={zone ?? ''}
          choices={names.map(name => ({ value: name, label: name }))}
          onChange={value => query.set({ zone: value, cursor: undefined })}
        />
        <TextFilter
          label={t('admin.activity.nameFilter')}
          placeholder={t('admin.activity.nameFilterPlaceholder')}
          value={dnsName ?? ''}
          onChange={value =>
            query.set({ name: value.trim(), cursor: undefined })
          }
        />
      </div>
      {zone || dnsName ? (
        <ChangePages zone={zone} dnsName={dnsName} />
      ) : (
        <SyncPages />
      )}
    </Paper>
  );
}
