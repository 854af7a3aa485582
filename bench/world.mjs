#!/usr/bin/env node
/*
 * Prints one world of the replay contract: a line of JSON, written piece by piece.
 *
 *   node bench/world.mjs --routes 100000 [--mode own|compat] [--differences 100] [--seed 1] > world.jsonl
 *
 * The world: 200 namespaces, 20 Gateways (15 with an IPv4 and an IPv6 address, 5
 * with IPv4 only), 10 zones, N HTTPRoutes with one host each, and what a TXT
 * registry has written for them: 3.5 records a route. K of the routes differ from
 * what stands: in turn one is missing, one has another address, and one stands
 * although its route is gone.
 */
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

export const namespaceCount = 200;
export const gatewayCount = 20;
export const zones = Array.from(
  { length: 10 },
  (_, index) => `zone${index}.openova.io`,
);
const owner = 'openova';
const prefix = '_externaldns.';

/** The `externalDns` section of the world. */
export function configOf(mode) {
  return {
    sources: ['gateway-httproute'],
    policy: 'sync',
    domainFilter: zones,
    registry: { type: 'txt', txtOwnerId: owner, txtPrefix: prefix },
    providers: [{ type: 'webhook' }],
    ...(mode === 'compat' ? { compat: 'external-dns' } : { mode: 'sync' }),
  };
}

/** Namespaces, Gateways and routes, one after the other. */
export function* objectsOf({ routes, differences, seed }) {
  for (let index = 0; index < namespaceCount; index += 1) {
    yield namespace(index);
  }
  for (let index = 0; index < gatewayCount; index += 1) yield gateway(index);
  for (const index of shuffled(routes, seed)) {
    if (differenceOf(index, differences) !== 'gone') yield route(index);
  }
}

/** What the provider holds, ownership TXT included. */
export function* recordsOf({ routes, differences, seed }) {
  for (const index of shuffled(routes, seed + 1)) {
    const difference = differenceOf(index, differences);
    if (difference === 'missing') continue;
    const dnsName = hostOf(index);
    const resource = `httproute/${namespaceOf(index)}/route-${index}`;
    for (const [recordType, address] of addressesOf(index % gatewayCount)) {
      const target =
        difference === 'moved' && recordType === 'A' ? '203.0.113.9' : address;
      yield { dnsName, targets: [target], recordType };
      yield {
        dnsName: `${prefix}${recordType.toLowerCase()}-${dnsName}`,
        targets: [
          `"heritage=external-dns,external-dns/owner=${owner},external-dns/resource=${resource}"`,
        ],
        recordType: 'TXT',
      };
    }
  }
}

/** The line, in pieces of about 64 KB. */
export function* worldLine({ mode, ...size }) {
  yield `{"id":${JSON.stringify(
    `${size.routes} routes`,
  )},"config":${JSON.stringify(configOf(mode))},"clusters":{"eu-central":[`;
  yield* joined(objectsOf(size));
  yield ']},"records":[';
  yield* joined(recordsOf(size));
  yield `],"zones":${JSON.stringify(zones)}}\n`;
}

function* joined(values) {
  let text = '';
  let separator = '';
  for (const value of values) {
    text += separator + JSON.stringify(value);
    separator = ',';
    if (text.length > 65_536) {
      yield text;
      text = '';
    }
  }
  yield text;
}

function differenceOf(index, differences) {
  if (index >= differences) return 'none';
  return ['missing', 'moved', 'gone'][index % 3];
}

function hostOf(index) {
  return `app-${index}.${zones[index % zones.length]}`;
}

function namespaceOf(index) {
  return `team-${index % namespaceCount}`;
}

function addressesOf(gatewayIndex) {
  const ipv4 = ['A', `192.0.2.${gatewayIndex + 1}`];
  return gatewayIndex % 4 === 3
    ? [ipv4]
    : [ipv4, ['AAAA', `2001:db8::${(gatewayIndex + 1).toString(16)}`]];
}

function metadata(name, index, more) {
  const hex = index.toString(16).padStart(12, '0');
  return {
    name,
    uid: `5f1c2a7e-0c4b-4d5e-9a61-${hex}`,
    resourceVersion: String(4_000_000 + index),
    generation: 1,
    creationTimestamp: new Date(Date.UTC(2026, 0, 1) + (index % 100_000) * 1000)
      .toISOString()
      .replace('.000Z', 'Z'),
    ...more,
  };
}

function namespace(index) {
  const name = `team-${index}`;
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: metadata(name, index, {
      labels: { 'kubernetes.io/metadata.name': name },
    }),
    spec: { finalizers: ['kubernetes'] },
    status: { phase: 'Active' },
  };
}

function gateway(index) {
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    metadata: metadata(`gateway-${index}`, index, { namespace: 'ingress' }),
    spec: {
      gatewayClassName: 'cilium',
      listeners: [
        {
          name: 'https',
          port: 443,
          protocol: 'HTTPS',
          tls: { certificateRefs: [{ name: 'wildcard' }] },
          allowedRoutes: { namespaces: { from: 'All' } },
        },
      ],
    },
    status: {
      addresses: addressesOf(index).map(([, value]) => ({
        type: 'IPAddress',
        value,
      })),
    },
  };
}

function route(index) {
  const name = `route-${index}`;
  const parent = {
    group: 'gateway.networking.k8s.io',
    kind: 'Gateway',
    namespace: 'ingress',
    name: `gateway-${index % gatewayCount}`,
  };
  const condition = (type, reason) => ({
    type,
    status: 'True',
    reason,
    message: `The route is ${reason.toLowerCase()}`,
    observedGeneration: 1,
    lastTransitionTime: '2026-01-02T00:00:00Z',
  });
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: metadata(name, index, {
      namespace: namespaceOf(index),
      labels: {
        'app.kubernetes.io/name': `app-${index}`,
        'app.kubernetes.io/managed-by': 'Helm',
        'backstage.io/kubernetes-id': `app-${index}`,
      },
      annotations: { 'meta.helm.sh/release-name': `app-${index}` },
    }),
    spec: {
      parentRefs: [parent],
      hostnames: [hostOf(index)],
      rules: [
        {
          matches: [{ path: { type: 'PathPrefix', value: '/' } }],
          backendRefs: [
            {
              group: '',
              kind: 'Service',
              name: `app-${index}`,
              port: 8080,
              weight: 1,
            },
          ],
        },
      ],
    },
    status: {
      parents: [
        {
          parentRef: parent,
          controllerName: 'io.cilium/gateway-controller',
          conditions: [
            condition('Accepted', 'Accepted'),
            condition('ResolvedRefs', 'ResolvedRefs'),
          ],
        },
      ],
    },
  };
}

/** 0 to count - 1 in an order that the seed decides, without a list of them. */
function* shuffled(count, seed) {
  if (count === 0) return;
  let step = (Math.floor(count * 0.618) + seed * 2) % count || 1;
  while (greatestDivisor(step, count) !== 1) step += 1;
  let index = seed % count;
  for (let done = 0; done < count; done += 1) {
    yield index;
    index = (index + step) % count;
  }
}

function greatestDivisor(a, b) {
  return b === 0 ? a : greatestDivisor(b, a % b);
}

/** Writes the line to a stream as fast as that takes it. */
export async function writeWorld(output, options) {
  for (const piece of worldLine(options)) {
    if (!output.write(piece)) await once(output, 'drain');
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: {
      routes: { type: 'string', default: '10000' },
      mode: { type: 'string', default: 'own' },
      differences: { type: 'string', default: '100' },
      seed: { type: 'string', default: '1' },
    },
  });
  await writeWorld(process.stdout, {
    routes: Number(values.routes),
    mode: values.mode,
    differences: Number(values.differences),
    seed: Number(values.seed),
  });
}
