export { azureProviders, externalDnsModuleAzure as default } from './module';
export * from './engine';
