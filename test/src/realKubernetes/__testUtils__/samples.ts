import { KubernetesObject } from '@openova/demo-environment';

/** The one Gateway, which lets routes of all namespaces in. */
export function gateway(address: string): KubernetesObject {
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    metadata: { namespace: 'infra', name: 'public' },
    spec: {
      gatewayClassName: 'example',
      listeners: [
        {
          name: 'http',
          port: 80,
          protocol: 'HTTP',
          allowedRoutes: { namespaces: { from: 'All' } },
        },
      ],
    },
    status: { addresses: [{ type: 'IPAddress', value: address }] },
  };
}

/** A route at that Gateway, not accepted yet. */
export function route(name: string, ...hostnames: string[]): KubernetesObject {
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { namespace: 'shop', name },
    spec: {
      parentRefs: [{ namespace: 'infra', name: 'public' }],
      hostnames,
      rules: [{ backendRefs: [{ name, port: 80 }] }],
    },
  };
}

/** The route with what its controller writes when it takes it. */
export function accepted(object: KubernetesObject): KubernetesObject {
  const { parentRefs } = object.spec as { parentRefs: object[] };
  return {
    ...object,
    status: {
      parents: parentRefs.map(parentRef => ({
        parentRef,
        controllerName: 'example.org/gateway-controller',
        conditions: [
          {
            type: 'Accepted',
            status: 'True',
            reason: 'Accepted',
            message: '',
            lastTransitionTime: '2026-11-01T00:00:00Z',
          },
        ],
      })),
    },
  };
}

export function dnsEndpoint(
  name: string,
  dnsName: string,
  ...targets: string[]
): KubernetesObject {
  return {
    apiVersion: 'externaldns.k8s.io/v1alpha1',
    kind: 'DNSEndpoint',
    metadata: { namespace: 'shop', name },
    spec: { endpoints: [{ dnsName, recordType: 'A', targets }] },
  };
}

export function namespace(name: string): KubernetesObject {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
}

/** A Service of the shop, inside of the cluster. */
export function service(name: string): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { namespace: 'shop', name, labels: { app: name } },
    spec: { type: 'ClusterIP', ports: [{ port: 80 }], selector: { app: name } },
  };
}
