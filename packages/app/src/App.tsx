import { createApp } from '@backstage/frontend-defaults';
import { navigationModule } from './navigation';
import { signInModule } from './signIn';

/**
 * The portal. Plugins are found by `app.packages` in app-config.yaml: whatever
 * this package depends on and exports a frontend feature is part of the app.
 */
export const app = createApp({
  features: [navigationModule, signInModule],
}).createRoot();
