import { usePermission } from '@backstage/plugin-permission-react';
import Button from '@material-ui/core/Button';
import Tooltip from '@material-ui/core/Tooltip';
import Sync from '@material-ui/icons/Sync';
import { externalDnsEntityResyncPermission } from '@openova/backstage-plugin-external-dns-common';
import { Resync } from '../live/useResync';
import { useDnsTranslation } from '../translation';

/** Asks for a resync of the entity; who may not is told what it would need. */
export function ResyncButton(props: { entityRef: string; resync: Resync }) {
  const t = useDnsTranslation();
  const { entityRef, resync } = props;
  const permission = externalDnsEntityResyncPermission;
  const { allowed, loading } = usePermission({ permission });
  const hint =
    allowed || loading
      ? t('resync.hint')
      : t('resync.forbidden', { permission: permission.name });
  return (
    <Tooltip title={hint}>
      <span>
        <Button
          variant="outlined"
          color="primary"
          size="small"
          startIcon={<Sync />}
          disabled={!allowed || resync.busy}
          onClick={() => resync.start({ kind: 'entity', entityRef })}
        >
          {t('resync.button')}
        </Button>
      </span>
    </Tooltip>
  );
}
