export { externalDnsModuleEmbedded as default } from './module';
export * from './semantics';
