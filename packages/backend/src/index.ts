import { createBackend } from '@backstage/backend-defaults';

const backend = createBackend();

backend.add(import('@backstage/plugin-app-backend'));
backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@backstage/plugin-events-backend'));
backend.add(import('@backstage/plugin-kubernetes-backend'));
backend.add(import('@backstage/plugin-permission-backend'));
backend.add(import('@backstage/plugin-signals-backend'));

backend.add(import('@openova/backstage-plugin-external-dns-backend'));
backend.add(
  import('@openova/backstage-plugin-external-dns-backend-module-embedded'),
);

// Scorecards: facts about DNS health, and the checks of app-config.yaml.
backend.add(import('@backstage-community/plugin-tech-insights-backend'));
backend.add(
  import('@backstage-community/plugin-tech-insights-backend-module-jsonfc'),
);
backend.add(
  import('@openova/backstage-plugin-tech-insights-backend-module-external-dns'),
);

// The demo: two clusters, two people who can sign in, and what they may do.
backend.add(import('@openova/demo-environment/clusters'));
backend.add(import('@openova/demo-environment/sign-in'));
backend.add(import('@openova/demo-environment/policy'));

backend.start();
