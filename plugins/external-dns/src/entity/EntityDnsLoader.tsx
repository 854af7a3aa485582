import { usePermission } from '@backstage/plugin-permission-react';
import { externalDnsEntityReadPermission } from '@openova/backstage-plugin-external-dns-common';
import { isForbidden } from '../elements/forbidden';
import { LoadFailed } from '../elements/LoadFailed';
import { NoPermission } from '../elements/NoPermission';
import { OutdatedNotice } from '../elements/OutdatedNotice';
import { useDnsTranslation } from '../translation';
import { EntityDnsPanel } from './EntityDnsPanel';
import { EntityDnsSkeleton } from './EntityDnsSkeleton';
import { useEntityDns } from './useEntityDns';

/** Fetches, and decides which of the tab's states is shown. */
export function EntityDnsLoader(props: { entityRef: string }) {
  const t = useDnsTranslation();
  const permission = externalDnsEntityReadPermission;
  const read = usePermission({ permission });
  const live = useEntityDns(props.entityRef);
  const { value, error } = live;

  if ((!read.loading && !read.allowed) || isForbidden(error)) {
    return (
      <NoPermission
        title={t('entity.forbidden.title')}
        description={t('entity.forbidden.description', {
          permission: permission.name,
        })}
      />
    );
  }
  if (value && !read.loading) {
    return (
      <>
        <OutdatedNotice live={live} />
        <EntityDnsPanel {...value} onChange={live.reload} />
      </>
    );
  }
  if (error) return <LoadFailed error={error} onRetry={live.reload} />;
  return <EntityDnsSkeleton />;
}
