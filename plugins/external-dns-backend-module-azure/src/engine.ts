export {
  azureCapabilities,
  azurePrivateSemantics,
  azurePublicSemantics,
  azureSemantics,
} from './semantics';
export type { AzureVisibility } from './semantics';
export {
  azurePrivateRecordTypes,
  azurePublicRecordTypes,
} from './mapping/services';
