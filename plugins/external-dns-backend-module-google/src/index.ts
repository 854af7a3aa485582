export { externalDnsModuleGoogle as default } from './module';
export * from './engine';
