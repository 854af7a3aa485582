export {
  externalDnsModuleHetzner as default,
  hetznerProviders,
} from './module';
export * from './engine';
