export { ActivityTab } from './ActivityTab';
export { ClustersTab } from './ClustersTab';
export { FindingsTab } from './FindingsTab';
export { GslbTab } from './gslb/GslbTab';
export { HealthTab } from './health/HealthTab';
export { OverviewTab } from './OverviewTab';
export { RecordsTab } from './RecordsTab';
export { ZonesTab } from './ZonesTab';
