export {
  createRoute53Providers,
  externalDnsModuleRoute53 as default,
} from './module';
export * from './engine';
