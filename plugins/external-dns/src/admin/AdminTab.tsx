import { usePermission } from '@backstage/plugin-permission-react';
import { makeStyles } from '@material-ui/core/styles';
import { externalDnsReadPermission } from '@openova/backstage-plugin-external-dns-common';
import { ReactNode } from 'react';
import { NoPermission } from '../elements/NoPermission';
import { useDnsTranslation } from '../translation';

const useStyles = makeStyles(theme => ({
  tab: {
    ...theme.typography.body2,
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(2),
  },
}));

/** The frame of each tab of the DNS page: its content for whom may see it. */
export function AdminTab(props: { children: ReactNode }) {
  const t = useDnsTranslation();
  const classes = useStyles();
  const permission = externalDnsReadPermission;
  const { allowed, loading } = usePermission({ permission });
  return (
    <>
      {!loading && !allowed && (
        <NoPermission
          title={t('admin.forbidden.title')}
          description={t('admin.forbidden.description', {
            permission: permission.name,
          })}
        />
      )}
      {allowed && <div className={classes.tab}>{props.children}</div>}
    </>
  );
}
