import { Entity } from '@backstage/catalog-model';

/** A component with hostnames in every state. */
export const shop: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'shop',
    title: 'Shop',
    namespace: 'default',
    description: 'The web shop',
    annotations: { 'backstage.io/kubernetes-id': 'shop' },
  },
  spec: { type: 'service', lifecycle: 'production', owner: 'team-shop' },
};

/** A component that asks for no hostname. */
export const batch: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'batch',
    title: 'Nightly batch',
    namespace: 'default',
    annotations: { 'backstage.io/kubernetes-id': 'batch' },
  },
  spec: { type: 'service', lifecycle: 'production', owner: 'team-shop' },
};
