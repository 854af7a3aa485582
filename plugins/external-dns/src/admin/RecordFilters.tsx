import { useApi } from '@backstage/core-plugin-api';
import Button from '@material-ui/core/Button';
import { useCallback } from 'react';
import { externalDnsApiRef } from '../api';
import { useLive } from '../live/useLive';
import { useQueryState } from '../live/useQueryState';
import { useDnsTranslation } from '../translation';
import { ChoiceFilter, TextFilter } from './FilterField';
import { useListStyles } from './listStyles';

const recordTypes = [
  'A',
  'AAAA',
  'CNAME',
  'TXT',
  'MX',
  'NS',
  'SRV',
  'CAA',
  'PTR',
  'NAPTR',
];

/** The filters of the records; they live in the URL, so that a link shows the same. */
export function RecordFilters() {
  const t = useDnsTranslation();
  const classes = useListStyles();
  const api = useApi(externalDnsApiRef);
  const query = useQueryState();
  const zones = useLive(
    useCallback((signal: AbortSignal) => api.listZones({ signal }), [api]),
  );
  const value = (name: string) => query.get(name) ?? '';
  // Another filter is another list: its first page.
  const set = (name: string) => (text: string) =>
    query.set({ [name]: text, cursor: undefined });
  const filtered = ['search', 'zone', 'type', 'ownership'].some(value);
  const names = [...new Set(zones.value?.map(zone => zone.name))];
  return (
    <div className={classes.filters} role="search">
      <TextFilter
        label={t('admin.records.search')}
        placeholder={t('admin.records.searchPlaceholder')}
        value={value('search')}
        onChange={set('search')}
      />
      <ChoiceFilter
        label={t('admin.records.zone')}
        all={t('admin.records.anyZone')}
        value={value('zone')}
        choices={names.map(name => ({ value: name, label: name }))}
        onChange={set('zone')}
      />
      <ChoiceFilter
        label={t('admin.records.type')}
        all={t('admin.records.anyType')}
        value={value('type')}
        choices={recordTypes.map(type => ({ value: type, label: type }))}
        onChange={set('type')}
      />
      <ChoiceFilter
        label={t('admin.records.owner')}
        all={t('admin.records.anyOwner')}
        value={value('ownership')}
        choices={[
          { value: 'ours', label: t('admin.records.ours') },
          { value: 'others', label: t('admin.records.notOurs') },
        ]}
        onChange={set('ownership')}
      />
      {filtered && (
        <Button
          size="small"
          onClick={() =>
            query.set({
              search: undefined,
              zone: undefined,
              type: undefined,
              ownership: undefined,
              cursor: undefined,
            })
          }
        >
          {t('admin.list.reset')}
        </Button>
      )}
    </div>
  );
}
