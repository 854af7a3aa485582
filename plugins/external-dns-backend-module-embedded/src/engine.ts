export { embeddedRecordTypes, embeddedSemantics } from './semantics';
