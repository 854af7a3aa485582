export { FakeWebhook } from './fakeWebhook';
export type { FilterSpelling } from './fakeWebhook';
export { ServiceRefusal, WebhookServer } from './webhookServer';
export type {
  WebhookCall,
  WebhookFault,
  WebhookService,
} from './webhookServer';
export type { WebhookChanges, WebhookEndpoint } from './schemas';
