import { usePermission } from '@backstage/plugin-permission-react';
import Button from '@material-ui/core/Button';
import Tooltip from '@material-ui/core/Tooltip';
import Sync from '@material-ui/icons/Sync';
import { externalDnsAdminResyncPermission } from '@openova/backstage-plugin-external-dns-common';
import { useState } from 'react';
import { useDnsTranslation } from '../translation';
import { ResyncDialog } from './ResyncDialog';

/** The button in the page's header that opens the resync dialog. */
export function ResyncAction() {
  const t = useDnsTranslation();
  const [open, setOpen] = useState(false);
  const permission = externalDnsAdminResyncPermission;
  const { allowed, loading } = usePermission({ permission });
  return (
    <>
      <Tooltip
        title={
          allowed || loading
            ? t('resync.hint')
            : t('resync.forbidden', { permission: permission.name })
        }
      >
        <span>
          <Button
            variant="outlined"
            color="inherit"
            size="small"
            startIcon={<Sync />}
            disabled={!allowed}
            onClick={() => setOpen(true)}
          >
            {t('resync.button')}
          </Button>
        </span>
      </Tooltip>
      <ResyncDialog open={open} onClose={() => setOpen(false)} />
    </>
  );
}
