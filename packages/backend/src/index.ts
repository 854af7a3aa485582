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

// The demo: two clusters, two people who can sign in, and what they may do.
backend.add(import('@openova/demo-environment/clusters'));
backend.add(import('@openova/demo-environment/sign-in'));
backend.add(import('@openova/demo-environment/policy'));

backend.start();
