export {
  externalDnsModuleWebhook as default,
  webhookProviders,
} from './module';
export * from './engine';
