import { createBackendModule } from '@backstage/backend-plugin-api';
import { techInsightsFactRetrieversExtensionPoint } from '@backstage-community/plugin-tech-insights-node';
import { dnsHealthFactRetriever } from './factRetriever';

/**
 * Brings the facts about DNS to Tech Insights. They are read on the schedule of
 * `techInsights.factRetrievers.dnsHealthFactRetriever`; without it, never.
 *
 * @public
 */
export const techInsightsModuleExternalDns = createBackendModule({
  pluginId: 'tech-insights',
  moduleId: 'external-dns',
  register(env) {
    env.registerInit({
      deps: { facts: techInsightsFactRetrieversExtensionPoint },
      async init({ facts }) {
        facts.addFactRetrievers({ dnsHealthFactRetriever });
      },
    });
  },
});
