export {
  DnsPage,
  EntityDnsCard,
  EntityDnsContent,
  externalDnsPlugin,
} from './legacyPlugin';
export { externalDnsApiRef } from './api';
export { isExternalDnsAvailable } from './isExternalDnsAvailable';
export {
  dnsPageRouteRef,
  entityDnsRouteRef,
  kubernetesTabRouteRef,
} from './routes';
export { externalDnsTranslationRef } from './translation';
