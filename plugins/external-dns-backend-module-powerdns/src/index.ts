export {
  externalDnsModulePowerDns as default,
  powerDnsProviders,
} from './module';
export * from './engine';
