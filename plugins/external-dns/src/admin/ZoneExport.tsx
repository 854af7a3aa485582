import { alertApiRef, useApi } from '@backstage/core-plugin-api';
import IconButton from '@material-ui/core/IconButton';
import Tooltip from '@material-ui/core/Tooltip';
import GetApp from '@material-ui/icons/GetApp';
import { useState } from 'react';
import { externalDnsApiRef } from '../api';
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
      save(`${zone}.jsonl`, await api.exportZone(zone));
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

function save(name: string, text: string) {
  const url = URL.createObjectURL(
    new Blob([text], { type: 'application/x-ndjson' }),
  );
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
