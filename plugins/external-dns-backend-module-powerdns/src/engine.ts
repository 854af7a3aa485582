export {
  powerDnsCapabilities,
  powerDnsRecordTypes,
  powerDnsSemantics,
} from './semantics';
export type { PowerDnsRecordType } from './semantics';
