export { webhookCapabilities, webhookSemantics } from './semantics';
