export {
  googleCapabilities,
  googleRecordTypes,
  googleSemantics,
} from './semantics';
