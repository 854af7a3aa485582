import { cpSync, mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Portal } from '../portal.mjs';
import { nameServerEnv, portVariables, readSettings } from '../settings.mjs';
import { endPortal, keepPortal } from './end.mjs';

// What the tests find in their environment:
//   PORTAL_URL, BACKEND_URL       the running portal
//   DNS_PORT                      its DNS server, UDP and TCP on 127.0.0.1
//   EU_CENTRAL_PORT, US_EAST_PORT its clusters, with /_demo/faults
//   EU_CENTRAL_DNS_ADDRESS, ..._PORT  k8gb's name server of a cluster; US_EAST_DNS_ too
//   EXTERNAL_DNS_DEMO_FOLDER      a copy of the clusters' YAML files, to be edited
//   PORTAL_LOG                    the portal's log file
//   CHROMIUM_PATH                 the browser

function listenAnywhere() {
  return new Promise(resolve => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => resolve(server));
  });
}

/** As many different free ports as there are variables. */
async function freePorts(variables) {
  const servers = await Promise.all(variables.map(listenAnywhere));
  const ports = servers.map(server => String(server.address().port));
  await Promise.all(
    servers.map(server => new Promise(resolve => server.close(resolve))),
  );
  return Object.fromEntries(
    variables.map((variable, index) => [variable, ports[index]]),
  );
}

export default async function startPortal() {
  const folder = mkdtempSync(join(tmpdir(), 'portal-'));
  const { demoFolder } = readSettings();
  cpSync(demoFolder, join(folder, 'clusters'), { recursive: true });
  Object.assign(process.env, await freePorts(Object.keys(portVariables)), {
    EXTERNAL_DNS_DATA: join(folder, 'data'),
    EXTERNAL_DNS_DEMO_FOLDER: join(folder, 'clusters'),
  });

  const settings = readSettings();
  const portal = await Portal.start(settings, { fresh: true });
  keepPortal(portal, folder);
  Object.assign(process.env, nameServerEnv(portal.nameServers));
  try {
    await portal.ready();
  } catch (error) {
    await endPortal();
    throw error;
  }
  process.env.PORTAL_URL = settings.portalUrl;
  process.env.BACKEND_URL = settings.backendUrl;
  process.env.PORTAL_LOG = portal.logFile;
}
