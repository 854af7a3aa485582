import { DemoCluster, startDemoCluster } from '../../kubernetes/demoCluster';
import { KubernetesObject } from '../../kubernetes/kubernetesObject';
import { K8gb } from '../k8gb';
import { Address } from './ask';

export const zone = 'gslb.openova.io';
export const host = `shop.${zone}`;

/** Takes a cluster into a zone: k8gb's Deployment, its list of zones, the ZoneDelegation. */
export function installation(geoTag: string): KubernetesObject[] {
  return [
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { namespace: 'k8gb', name: 'k8gb' },
      spec: {
        template: {
          spec: {
            containers: [{ env: [{ name: 'CLUSTER_GEO_TAG', value: geoTag }] }],
          },
        },
      },
    },
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { namespace: 'k8gb', name: 'k8gb-zone-delegation' },
      data: { 'gslb-openova-io.conf': '' },
    },
    {
      apiVersion: 'k8gb.io/v1beta1',
      kind: 'ZoneDelegation',
      metadata: { name: 'gslb-openova-io' },
      spec: { loadBalancedZone: zone, parentZone: 'openova.io' },
    },
  ];
}

export function gslb(
  strategy: object,
  health: string,
  exposedIps: string[],
  more: { apiVersion?: string; annotations?: Record<string, string> } = {},
): KubernetesObject {
  return {
    apiVersion: more.apiVersion ?? 'k8gb.io/v1beta1',
    kind: 'Gslb',
    metadata: {
      namespace: 'shop',
      name: 'storefront',
      annotations: more.annotations,
    },
    spec: { strategy },
    status: {
      serviceHealth: { [host]: health },
      loadBalancer: { exposedIps },
    },
  };
}

/** Two clusters with k8gb and their name servers. */
export interface GslbWorld {
  eu: DemoCluster;
  us: DemoCluster;
  k8gb: K8gb;
  euServer: Address;
  usServer: Address;
  close(): Promise<void>;
}

export async function startGslbWorld(): Promise<GslbWorld> {
  const eu = await startDemoCluster({
    name: 'eu-central',
    objects: installation('eu'),
  });
  const us = await startDemoCluster({
    name: 'us-east',
    objects: installation('us'),
  });
  const k8gb = new K8gb([eu, us]);
  const anywhere = { address: '127.0.0.1', port: 0 };
  return {
    eu,
    us,
    k8gb,
    euServer: await k8gb.listen(eu, anywhere),
    usServer: await k8gb.listen(us, anywhere),
    async close() {
      await k8gb.close();
      await Promise.all([eu.close(), us.close()]);
    },
  };
}
