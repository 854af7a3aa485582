import { KubernetesObject } from '@openova/demo-environment';
import { isIP } from 'node:net';

/** Clusters made these objects one after the other, unless a phrase says when. */
const createdAt = '2026-02-01T09:00:00Z';

/**
 * An object by a phrase:
 * - `gateway NAME ADDRESS...`, open for routes of all namespaces
 * - `httproute NAMESPACE/NAME HOST,... via GATEWAY`, `grpcroute ...`
 * - `service NAMESPACE/NAME HOST at ADDRESS...`, of type LoadBalancer
 * - `dnsendpoint NAMESPACE/NAME HOST TYPE TARGET...`
 *
 * Each may end with `since DATE`, and belongs to the component of its own name.
 */
export function readObject(phrase: string): KubernetesObject {
  const [, text, since] = /^(.*?)(?: since (\S+))?$/.exec(phrase) ?? [];
  const [kind, ...words] = text.split(' ');
  const reader = readers[kind];
  if (!reader) {
    throw new Error(
      `"${phrase}" is no object: start with ${Object.keys(readers).join(', ')}`,
    );
  }
  const object = reader(words);
  object.metadata.creationTimestamp = since ? `${since}T09:00:00Z` : createdAt;
  return object;
}

/** Which object a phrase like `httproute shop/web` means. */
export function readReference(phrase: string) {
  const [word, path] = phrase.split(' ');
  const [namespace, name] = path.includes('/')
    ? path.split('/')
    : ['infra', path];
  const { apiVersion, kind } = kinds[word] ?? {};
  if (!kind) throw new Error(`"${phrase}" names no kind that the tests know`);
  return { apiVersion, kind, namespace, name };
}

const gatewayApi = 'gateway.networking.k8s.io/v1';

const kinds: Record<string, { apiVersion: string; kind: string }> = {
  gateway: { apiVersion: gatewayApi, kind: 'Gateway' },
  httproute: { apiVersion: gatewayApi, kind: 'HTTPRoute' },
  grpcroute: { apiVersion: gatewayApi, kind: 'GRPCRoute' },
  service: { apiVersion: 'v1', kind: 'Service' },
  dnsendpoint: {
    apiVersion: 'externaldns.k8s.io/v1alpha1',
    kind: 'DNSEndpoint',
  },
};

const readers: Record<string, (words: string[]) => KubernetesObject> = {
  gateway: ([name, ...addresses]) => ({
    ...head('gateway', name),
    spec: {
      listeners: [
        {
          name: 'http',
          port: 80,
          protocol: 'HTTP',
          allowedRoutes: { namespaces: { from: 'All' } },
        },
      ],
    },
    status: {
      addresses: addresses.map(value => ({
        type: isIP(value) ? 'IPAddress' : 'Hostname',
        value,
      })),
    },
  }),
  httproute: words => route('httproute', words),
  grpcroute: words => route('grpcroute', words),
  service: ([path, hostname, , ...addresses]) => {
    const object = head('service', path);
    object.metadata.annotations = {
      'external-dns.kubernetes.io/hostname': hostname,
    };
    return {
      ...object,
      spec: { type: 'LoadBalancer', clusterIP: '192.0.2.200' },
      status: {
        loadBalancer: {
          ingress: addresses.map(address =>
            isIP(address) ? { ip: address } : { hostname: address },
          ),
        },
      },
    };
  },
  dnsendpoint: ([path, dnsName, recordType, ...targets]) => ({
    ...head('dnsendpoint', path),
    spec: { endpoints: [{ dnsName, recordType, targets }] },
  }),
};

function route(kind: string, words: string[]): KubernetesObject {
  const [path, hostnames, , gateway] = words;
  const parentRef = { namespace: 'infra', name: gateway };
  const object = head(kind, path);
  return {
    ...object,
    spec: {
      parentRefs: [parentRef],
      hostnames: hostnames.split(','),
      rules: [{ backendRefs: [{ name: object.metadata.name, port: 80 }] }],
    },
    status: {
      parents: [
        {
          parentRef,
          controllerName: 'example.org/gateway-controller',
          conditions: [{ type: 'Accepted', status: 'True' }],
        },
      ],
    },
  };
}

function head(word: string, path: string): KubernetesObject {
  const { namespace, name, apiVersion, kind } = readReference(
    `${word} ${path}`,
  );
  return {
    apiVersion,
    kind,
    metadata: {
      namespace,
      name,
      labels: { 'backstage.io/kubernetes-id': name },
    },
  };
}
