export {
  cloudflareCapabilities,
  cloudflareSemantics,
  smallestBatch,
} from './semantics';
export type { CloudflareDefaults } from './semantics';
export { cloudflareRecordTypes } from './targets';
