export { externalDnsModuleEmbedded as default } from './module';
export {
  embeddedCapabilities,
  embeddedRecordTypes,
  embeddedSemantics,
} from './semantics';
