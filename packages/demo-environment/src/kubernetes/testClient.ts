import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { DemoCluster } from './demoCluster';
import { KubernetesObject } from './kubernetesObject';

/** One line of a watch. */
export interface WatchLine {
  type: string;
  object: KubernetesObject & { code?: number; message?: string };
}

/** Asks a cluster with its token, as the tests need it; `body` is JSON where it can be. */
export async function ask(
  cluster: DemoCluster,
  path: string,
  init: RequestInit = {},
) {
  const response = await fetch(`${cluster.url}${path}`, {
    ...init,
    headers: { Authorization: `Bearer ${cluster.token}`, ...init.headers },
  });
  const text = await response.text();
  const isJson = response.headers
    .get('content-type')
    ?.startsWith('application/json');
  return {
    status: response.status,
    text,
    body: isJson ? JSON.parse(text) : undefined,
  };
}

/** The names of the objects of a list, in its order. */
export async function listNames(
  cluster: DemoCluster,
  path: string,
): Promise<string[]> {
  const { body } = await ask(cluster, path);
  return body.items.map((item: KubernetesObject) => item.metadata.name);
}

/** Opens a watch and hands out its lines one by one; undefined when it is over. */
export async function openWatch(cluster: DemoCluster, path: string) {
  const abort = new AbortController();
  const response = await fetch(`${cluster.url}${path}`, {
    signal: abort.signal,
    headers: { Authorization: `Bearer ${cluster.token}` },
  });
  const stream = Readable.fromWeb(response.body as ReadableStream);
  // An aborted or torn stream ends the lines; which of the two is the test's matter.
  stream.on('error', () => {});
  const lines = createInterface({ input: stream })[Symbol.asyncIterator]();
  return {
    status: response.status,
    async next(): Promise<WatchLine | undefined> {
      const { value, done } = await lines.next();
      return done ? undefined : JSON.parse(value);
    },
    close: () => abort.abort(),
  };
}

/** A Service without anything but a name and labels. */
export function service(
  namespace: string,
  name: string,
  labels: Record<string, string> = {},
): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { namespace, name, labels },
    spec: { type: 'LoadBalancer' },
  };
}

/** An HTTPRoute for one hostname. */
export function httpRoute(
  namespace: string,
  name: string,
  hostname: string,
): KubernetesObject {
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { namespace, name },
    spec: { hostnames: [hostname] },
  };
}
