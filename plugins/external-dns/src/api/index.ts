export { ExternalDnsClient } from './ExternalDnsClient';
export { externalDnsApiRef } from './externalDnsApiRef';
