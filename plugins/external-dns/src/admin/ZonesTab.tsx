import { useApi } from '@backstage/core-plugin-api';
import Paper from '@material-ui/core/Paper';
import { useCallback } from 'react';
import { externalDnsApiRef } from '../api';
import { TableSkeleton } from '../elements/TableSkeleton';
import { useLive } from '../live/useLive';
import { useDnsTranslation } from '../translation';
import { AdminTab } from './AdminTab';
import { LiveContent } from './LiveContent';
import { ZoneTable } from './ZoneTable';

/** The zones of all accounts: in sync or not, why, and what they hold. */
export function ZonesTab() {
  return (
    <AdminTab>
      <Zones />
    </AdminTab>
  );
}

function Zones() {
  const t = useDnsTranslation();
  const api = useApi(externalDnsApiRef);
  const live = useLive(
    useCallback((signal: AbortSignal) => api.listZones({ signal }), [api]),
  );
  return (
    <Paper>
      <LiveContent
        live={live}
        placeholder={
          <TableSkeleton
            label={t('entity.loading')}
            headers={[
              t('admin.zones.name'),
              t('admin.zones.state'),
              t('admin.zones.provider'),
              t('admin.zones.records'),
              t('admin.zones.lastRead'),
            ]}
          />
        }
      >
        {zones => <ZoneTable zones={zones} />}
      </LiveContent>
    </Paper>
  );
}
