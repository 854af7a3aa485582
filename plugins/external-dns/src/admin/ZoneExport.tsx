import { alertApiRef, useApi } from '@backstage/core-plugin-api';
import IconButton from '@material-ui/core/IconButton';
import Tooltip from '@material-ui/core/Tooltip';
import GetApp from '@material-ui/icons/GetApp';
import { useState } from 'react';
import { externalDnsApiRef } from '../api';
import { saveFile } from '../elements/saveFile';
import { useDnsTranslation } from '../translation';

/** Downloads a zone as JSON lines of Endpoint, which the command line reads. */
export function ZoneExport(props: { zone: string }) {
  const t = useDnsTranslation();
  const api = useApi(externalDnsApiRef);
  const alertApi = useApi(alertApiRef);
  const [busy, setBusy] = useState(false);
  const { zone } = props;
  const label = t('admin.zones.exportHint', { zone });

  const download = async () => {
    setBusy(true);
    try {
      saveFile(
        `${zone}.jsonl`,
        await api.exportZone(zone),
        'application/x-ndjson',
      );
    } catch (error) {
      alertApi.post({
        message: t('admin.zones.exportFailed', {
          zone,
          message: (error as Error).message,
        }),
        severity: 'error',
      });
    } finally {
      setBusy(false);
    }
  };

  return (
    <Tooltip title={label}>
      <span>
        <IconButton
          size="small"
          aria-label={label}
          disabled={busy}
          onClick={download}
        >
          <GetApp fontSize="small" />
        </IconButton>
      </span>
    </Tooltip>
  );
}
