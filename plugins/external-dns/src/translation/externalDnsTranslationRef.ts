import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { adminMessages } from './adminMessages';
import { entityMessages } from './entityMessages';
import { gslbMessages } from './gslbMessages';
import { healthMessages } from './healthMessages';
import { sharedMessages } from './sharedMessages';

/**
 * All texts of the plugin, for translations and overrides. What the engine says
 * about a hostname (sentence and fix of a reason) comes from the backend.
 *
 * @public
 */
export const externalDnsTranslationRef = createTranslationRef({
  id: 'plugin.external-dns',
  messages: {
    ...sharedMessages,
    entity: entityMessages,
    admin: adminMessages,
    gslb: gslbMessages,
    health: healthMessages,
  },
});
