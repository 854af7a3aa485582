import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { Problem, repositoryRoot } from './process.mjs';

/** The environment variables that move the portal's ports. */
export const portVariables = {
  PORTAL_PORT: { port: 3000, use: 'the portal' },
  BACKEND_PORT: { port: 7007, use: 'the backend' },
  DNS_PORT: { port: 10053, use: 'the DNS server', datagrams: true },
  EU_CENTRAL_PORT: { port: 7101, use: 'the cluster eu-central' },
  US_EAST_PORT: { port: 7102, use: 'the cluster us-east' },
};

function readPort(variable) {
  const text = process.env[variable];
  if (!text) {
    return portVariables[variable].port;
  }
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw new Problem(
      `${variable} is "${text}": set it to a port between 1 and 65535.`,
    );
  }
  return port;
}

/**
 * Where the portal listens, and where it keeps its data and its demo
 * clusters: from the environment, which app-config.yaml reads as well.
 */
export function readSettings() {
  const ports = {};
  for (const variable of Object.keys(portVariables)) {
    const port = readPort(variable);
    const other = Object.keys(ports).find(name => ports[name] === port);
    if (other) {
      throw new Problem(
        `${other} and ${variable} are both ${port}: give one of them another port.`,
      );
    }
    ports[variable] = port;
  }
  const dataFolder = resolve(
    repositoryRoot,
    process.env.EXTERNAL_DNS_DATA || '.data',
  );
  const demoFolder = resolve(
    repositoryRoot,
    process.env.EXTERNAL_DNS_DEMO_FOLDER ||
      join('packages', 'demo-environment', 'clusters'),
  );
  return {
    ports,
    dataFolder,
    demoFolder,
    portalUrl: `http://localhost:${ports.PORTAL_PORT}`,
    backendUrl: `http://localhost:${ports.BACKEND_PORT}`,
    env: {
      ...Object.fromEntries(
        Object.entries(ports).map(([name, port]) => [name, String(port)]),
      ),
      EXTERNAL_DNS_DATA: dataFolder,
      EXTERNAL_DNS_DEMO_FOLDER: demoFolder,
    },
  };
}

function streamPortIsFree(port) {
  return new Promise(done => {
    const server = createServer();
    server.once('error', () => done(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () =>
      server.close(() => done(true)),
    );
  });
}

function datagramPortIsFree(port) {
  return new Promise(done => {
    const socket = createSocket('udp4');
    socket.once('error', () => {
      socket.close();
      done(false);
    });
    socket.bind({ port, address: '127.0.0.1', exclusive: true }, () =>
      socket.close(() => done(true)),
    );
  });
}

/** Says which port is taken, if one is. */
export async function checkPorts(ports) {
  for (const [variable, { use, datagrams }] of Object.entries(portVariables)) {
    const port = ports[variable];
    const free =
      (await streamPortIsFree(port)) &&
      (!datagrams || (await datagramPortIsFree(port)));
    if (!free) {
      throw new Problem(
        `Port ${port}, which ${use} needs, is in use: stop what uses it, or choose another port with ${variable}=PORT npm start.`,
      );
    }
  }
}
