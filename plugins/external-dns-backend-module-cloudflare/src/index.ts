export {
  cloudflareProviders,
  externalDnsModuleCloudflare as default,
} from './module';
export * from './engine';
