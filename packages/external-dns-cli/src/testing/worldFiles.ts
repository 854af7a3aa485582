import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A folder of files for one test; `path` finds one of them. @internal */
export interface WorldFiles {
  path(name: string): string;
  remove(): void;
}

/** Writes files by relative path into a fresh folder. @internal */
export function worldFiles(files: Record<string, string>): WorldFiles {
  const folder = mkdtempSync(join(tmpdir(), 'external-dns-'));
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
  return {
    path: name => join(folder, name),
    remove: () => rmSync(folder, { recursive: true }),
  };
}

/** An app-config.yaml with the section among others. @internal */
export const appConfig = `
app: { title: DNS portal }
externalDns:
  policy: sync
  sources: [gateway-httproute, service]
  domainFilter: [openova.io]
  registry: { txtOwnerId: openova, txtPrefix: _externaldns. }
  providers:
    - { type: embedded, port: '\${DNS_PORT:-10053}' }
`;

/** A Gateway with an address, and whatever else no source reads. @internal */
export const gateway = `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: public, namespace: dmz }
spec:
  gatewayClassName: example
  addresses: [{ type: IPAddress, value: 192.0.2.10 }]
  listeners:
    - name: https
      protocol: HTTPS
      port: 443
      allowedRoutes: { namespaces: { from: All } }
status:
  addresses: [{ type: IPAddress, value: 192.0.2.10 }]
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec: {}
`;

const accepted = `
status:
  parents:
    - parentRef: { name: public, namespace: dmz }
      conditions: [{ type: Accepted, status: 'True' }]
`;

/** @internal */
export const route = (hostname: string, status = accepted) => `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: web, namespace: shop }
spec:
  parentRefs: [{ name: public, namespace: dmz }]
  hostnames: [${hostname}]
${status}`;

/** What the zone holds for a record of ours, one Endpoint a line. @internal */
export const owned = (name: string, target: string) =>
  [
    { dnsName: name, recordType: 'A', targets: [target] },
    {
      dnsName: `_externaldns.a-${name}`,
      recordType: 'TXT',
      targets: [
        '"heritage=external-dns,external-dns/owner=openova,external-dns/resource=httproute/shop/web"',
      ],
    },
  ]
    .map(each => `${JSON.stringify(each)}\n`)
    .join('');
