export {
  rfc2136Capabilities,
  rfc2136RecordTypes,
  rfc2136Semantics,
  rfc2136SemanticsWith,
} from './semantics';
export type { Rfc2136RecordType } from './semantics';
