import { Header, Page, TabbedLayout } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import { useDnsTranslation } from '../translation';
import { ResyncAction } from './ResyncAction';
import {
  ActivityTab,
  ClustersTab,
  FindingsTab,
  GslbTab,
  HealthTab,
  OverviewTab,
  RecordsTab,
  ZonesTab,
} from './tabs';

const useStyles = makeStyles(theme => ({
  // The header is a picture in dark colours in both themes.
  action: { color: theme.palette.common.white },
}));

/**
 * The DNS page with its own header and tabs, for apps of the old frontend system;
 * the new one draws both itself.
 */
export function DnsPage() {
  const t = useDnsTranslation();
  const classes = useStyles();
  return (
    <Page themeId="tool">
      <Header title={t('admin.title')} subtitle={t('admin.subtitle')}>
        <div className={classes.action}>
          <ResyncAction />
        </div>
      </Header>
      <TabbedLayout>
        <TabbedLayout.Route path="/overview" title={t('admin.tabs.overview')}>
          <OverviewTab />
        </TabbedLayout.Route>
        <TabbedLayout.Route path="/health" title={t('admin.tabs.health')}>
          <HealthTab />
        </TabbedLayout.Route>
        <TabbedLayout.Route path="/records" title={t('admin.tabs.records')}>
          <RecordsTab />
        </TabbedLayout.Route>
        <TabbedLayout.Route path="/zones" title={t('admin.tabs.zones')}>
          <ZonesTab />
        </TabbedLayout.Route>
        <TabbedLayout.Route path="/gslb" title={t('admin.tabs.gslb')}>
          <GslbTab />
        </TabbedLayout.Route>
        <TabbedLayout.Route path="/clusters" title={t('admin.tabs.clusters')}>
          <ClustersTab />
        </TabbedLayout.Route>
        <TabbedLayout.Route path="/findings" title={t('admin.tabs.findings')}>
          <FindingsTab />
        </TabbedLayout.Route>
        <TabbedLayout.Route path="/activity" title={t('admin.tabs.activity')}>
          <ActivityTab />
        </TabbedLayout.Route>
      </TabbedLayout>
    </Page>
  );
}
