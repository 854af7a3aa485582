export { externalDnsModuleGoogle as default, googleProviders } from './module';
export * from './engine';
