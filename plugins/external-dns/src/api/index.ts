export { externalDnsApiRef } from './externalDnsApiRef';
