import { alertApiRef, useApi } from '@backstage/core-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import Button from '@material-ui/core/Button';
import Tooltip from '@material-ui/core/Tooltip';
import { externalDnsAdminManagePermission } from '@openova/backstage-plugin-external-dns-common';
import { useState } from 'react';
import { externalDnsApiRef } from '../api';
import { useDnsTranslation } from '../translation';
import { ForgetDialog } from './ForgetDialog';

/** Gives a cluster, or a kind of it, up for good: only after a second look. */
export function ForgetButton(props: {
  cluster: string;
  /** Absent: the whole cluster. */
  kind?: string;
  onForgotten: () => void;
}) {
  const t = useDnsTranslation();
  const api = useApi(externalDnsApiRef);
  const alertApi = useApi(alertApiRef);
  const { allowed } = usePermission({
    permission: externalDnsAdminManagePermission,
  });
  const [open, setOpen] = useState(false);
  const { cluster, kind, onForgotten } = props;
  const label = kind
    ? t('admin.clusters.forgetKind', { kind, cluster })
    : t('admin.clusters.forgetCluster', { cluster });
  const what = kind ? `${kind} (${cluster})` : cluster;

  const forget = async () => {
    setOpen(false);
    try {
      await api.forget(cluster, kind);
      alertApi.post({
        message: t('admin.clusters.forgotten', { what }),
        severity: 'success',
        display: 'transient',
      });
      onForgotten();
    } catch (error) {
      alertApi.post({
        message: t('admin.clusters.forgetFailed', {
          message: (error as Error).message,
        }),
        severity: 'error',
      });
    }
  };

  return (
    <>
      <Tooltip title={allowed ? label : t('admin.clusters.forgetForbidden')}>
        <span>
          <Button
            size="small"
            aria-label={label}
            disabled={!allowed}
            onClick={() => setOpen(true)}
          >
            {t('admin.clusters.forget')}
          </Button>
        </span>
      </Tooltip>
      <ForgetDialog
        open={open}
        what={what}
        onClose={() => setOpen(false)}
        onConfirm={forget}
      />
    </>
  );
}
