/*
 * ExternalDNS beside the command line: an API server that lists and watches the
 * world's objects, and a webhook provider that holds its records. Both run in this
 * process; only the binary's own time and memory are measured.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measure } from './measure.mjs';
import { configOf, objectsOf, recordsOf, zones } from './world.mjs';

const kinds = {
  '/api/v1/namespaces': {
    kind: 'Namespace',
    list: 'NamespaceList',
    version: 'v1',
  },
  '/apis/gateway.networking.k8s.io/v1/gateways': {
    kind: 'Gateway',
    list: 'GatewayList',
    version: 'gateway.networking.k8s.io/v1',
  },
  '/apis/gateway.networking.k8s.io/v1/httproutes': {
    kind: 'HTTPRoute',
    list: 'HTTPRouteList',
    version: 'gateway.networking.k8s.io/v1',
  },
};

/** One pass of ExternalDNS over the world, nothing written. */
export async function runRival(binary, world) {
  const api = createServer(apiServer([...objectsOf(world)]));
  const webhook = createServer(webhookProvider([...recordsOf(world)]));
  const folder = mkdtempSync(join(tmpdir(), 'external-dns-rival-'));
  try {
    const [apiUrl, webhookUrl] = await Promise.all([
      listen(api),
      listen(webhook),
    ]);
    const kubeconfig = join(folder, 'kubeconfig.json');
    writeFileSync(kubeconfig, JSON.stringify(kubeconfigFor(apiUrl)));
    const { sources, registry, policy } = configOf('compat');
    const child = spawn(
      binary,
      [
        '--once',
        '--dry-run',
        `--kubeconfig=${kubeconfig}`,
        '--provider=webhook',
        `--webhook-provider-url=${webhookUrl}`,
        ...sources.map(source => `--source=${source}`),
        ...zones.map(zone => `--domain-filter=${zone}`),
        `--policy=${policy}`,
        '--registry=txt',
        `--txt-owner-id=${registry.txtOwnerId}`,
        `--txt-prefix=${registry.txtPrefix}`,
        '--metrics-address=127.0.0.1:0',
        '--log-level=error',
      ],
      { stdio: ['ignore', 'ignore', 'pipe'] },
    );
    // It logs its whole configuration there, at any level; wanted only if it fails.
    let log = '';
    child.stderr.setEncoding('utf8').on('data', text => (log += text));
    return await measure(child).catch(error => {
      throw new Error(`${error.message}: ${log.slice(-2000)}`);
    });
  } finally {
    for (const server of [api, webhook]) {
      server.closeAllConnections();
      server.close();
    }
    rmSync(folder, { recursive: true });
  }
}

async function listen(server) {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${server.address().port}`;
}

function kubeconfigFor(server) {
  return {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'bench', cluster: { server } }],
    users: [{ name: 'bench', user: {} }],
    contexts: [{ name: 'bench', context: { cluster: 'bench', user: 'bench' } }],
    'current-context': 'bench',
  };
}

/** Lists in pages, and watches that stay silent after the bookmark that was asked for. */
function apiServer(objects) {
  const bodies = new Map(
    Object.entries(kinds).map(([path, { kind }]) => [
      path,
      objects
        .filter(each => each.kind === kind)
        .map(each => JSON.stringify(each)),
    ]),
  );
  return (request, response) => {
    const url = new URL(request.url, 'http://bench');
    const known = kinds[url.pathname];
    if (!known) {
      response.writeHead(404, { 'content-type': 'application/json' });
      response.end(
        '{"kind":"Status","apiVersion":"v1","status":"Failure","code":404}',
      );
      return;
    }
    const items = bodies.get(url.pathname);
    response.writeHead(200, { 'content-type': 'application/json' });
    if (url.searchParams.get('watch')) {
      if (url.searchParams.get('sendInitialEvents') === 'true') {
        for (const item of items) {
          response.write(`{"type":"ADDED","object":${item}}\n`);
        }
        response.write(
          `{"type":"BOOKMARK","object":{"apiVersion":"${known.version}","kind":"${known.kind}","metadata":{"resourceVersion":"9000000","annotations":{"k8s.io/initial-events-end":"true"}}}}\n`,
        );
      }
      response.flushHeaders();
      return;
    }
    const limit = Number(url.searchParams.get('limit')) || items.length;
    const start = Number(url.searchParams.get('continue')) || 0;
    const end = Math.min(start + limit, items.length);
    const more = end < items.length ? `,"continue":"${end}"` : '';
    response.end(
      `{"kind":"${known.list}","apiVersion":"${
        known.version
      }","metadata":{"resourceVersion":"9000000"${more}},"items":[${items
        .slice(start, end)
        .join(',')}]}`,
    );
  };
}

function webhookProvider(records) {
  const media = 'application/external.dns.webhook+json;version=1';
  const body = JSON.stringify(records);
  return async (request, response) => {
    response.setHeader('content-type', media);
    if (request.url === '/adjustendpoints') {
      const chunks = [];
      for await (const chunk of request) chunks.push(chunk);
      response.end(Buffer.concat(chunks));
    } else if (request.url === '/records' && request.method === 'GET') {
      response.end(body);
    } else if (request.url === '/records') {
      request.resume();
      response.writeHead(204).end();
    } else {
      response.end(JSON.stringify({ include: zones }));
    }
  };
}
