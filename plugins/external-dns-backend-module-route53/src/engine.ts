export {
  createRoute53Semantics,
  route53Capabilities,
  route53RecordTypes,
  route53Semantics,
} from './semantics';
export type { Route53SemanticsOptions } from './semantics';
