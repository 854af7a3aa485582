export {
  embeddedCapabilities,
  embeddedRecordTypes,
  embeddedSemantics,
} from './semantics';
