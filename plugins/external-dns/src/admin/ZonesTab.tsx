import Paper from '@material-ui/core/Paper';
import { ExternalDnsApi } from '@openova/backstage-plugin-external-dns-common';
import { useDnsTranslation } from '../translation';
import { AdminTab } from './AdminTab';
import { LiveTable } from './LiveTable';
import { ZoneTable } from './ZoneTable';

const load = (api: ExternalDnsApi, signal: AbortSignal) =>
  api.listZones({ signal });

/** The zones of all accounts: in sync or not, why, and what they hold. */
export function ZonesTab() {
  const t = useDnsTranslation();
  return (
    <AdminTab>
      <Paper>
        <LiveTable
          load={load}
          headers={[
            t('admin.zones.name'),
            t('admin.zones.state'),
            t('admin.zones.provider'),
            t('admin.zones.records'),
            t('admin.zones.lastRead'),
          ]}
        >
          {zones => <ZoneTable zones={zones} />}
        </LiveTable>
      </Paper>
    </AdminTab>
  );
}
