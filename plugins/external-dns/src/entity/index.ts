export { DnsCard } from './DnsCard';
export { EntityDnsContent } from './EntityDnsContent';
