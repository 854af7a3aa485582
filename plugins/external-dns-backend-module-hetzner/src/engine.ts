export { hetznerCapabilities, hetznerSemantics } from './semantics';
export { hetznerRecordTypes } from './mapping/values';
