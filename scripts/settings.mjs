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

/**
 * Where k8gb's name servers of the demo clusters listen: on addresses of their own at
 * the port of the DNS server, as name servers do, if the system has these addresses.
 */
export const nameServerVariables = {
  EU_CENTRAL_DNS: { cluster: 'eu-central', address: '127.0.0.2' },
  US_EAST_DNS: { cluster: 'us-east', address: '127.0.0.3' },
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

/** Why a port cannot be had, as the system says it; nothing where it can. */
function streamRefusal(address, port) {
  return new Promise(done => {
    const server = createServer();
    server.once('error', error => done(error.code));
    server.listen({ port, host: address, exclusive: true }, () =>
      server.close(() => done(undefined)),
    );
  });
}

/** As `streamRefusal`, for UDP. */
function datagramRefusal(address, port) {
  return new Promise(done => {
    const socket = createSocket('udp4');
    socket.once('error', error => {
      socket.close();
      done(error.code);
    });
    socket.bind({ port, address, exclusive: true }, () =>
      socket.close(() => done(undefined)),
    );
  });
}

/** Says which port is taken, if one is. */
export async function checkPorts(ports) {
  for (const [variable, { use, datagrams }] of Object.entries(portVariables)) {
    const port = ports[variable];
    const refusal =
      (await streamRefusal('127.0.0.1', port)) ??
      (datagrams && (await datagramRefusal('127.0.0.1', port)));
    if (refusal) {
      throw new Problem(
        `Port ${port}, which ${use} needs, is in use: stop what uses it, or choose another port with ${variable}=PORT npm start.`,
      );
    }
  }
}

/** A port of 127.0.0.1 that is free for UDP and TCP, and none of those given. */
async function freePort(from, taken) {
  for (let port = from; port <= 65535; port += 1) {
    const isFree =
      !taken.includes(port) &&
      !(await streamRefusal('127.0.0.1', port)) &&
      !(await datagramRefusal('127.0.0.1', port));
    if (isFree) return port;
  }
  throw new Problem(
    `No port of 127.0.0.1 above ${from} is free: choose a lower DNS_PORT.`,
  );
}

/**
 * Where k8gb's name servers are to listen: at the port of the DNS server on addresses
 * of their own, or on other ports of 127.0.0.1 where the system has no such address.
 *
 * @param ports - of `readSettings`
 * @param variables - `nameServerVariables`, but in tests
 */
export async function chooseNameServers(
  ports,
  variables = nameServerVariables,
) {
  const taken = Object.values(ports);
  const chosen = [];
  for (const [variable, { cluster, address }] of Object.entries(variables)) {
    const port = ports.DNS_PORT;
    const refusal =
      (await streamRefusal(address, port)) ??
      (await datagramRefusal(address, port));
    if (refusal === 'EADDRNOTAVAIL') {
      const other = await freePort(port + 1, taken);
      taken.push(other);
      chosen.push({ variable, cluster, address: '127.0.0.1', port: other });
    } else if (refusal) {
      throw new Problem(
        `Port ${port} of ${address}, which the name server of ${cluster} needs, is in use: stop what uses it, or choose another port with DNS_PORT=PORT npm start.`,
      );
    } else {
      chosen.push({ variable, cluster, address, port });
    }
  }
  return chosen;
}

/** The variables with which app-config.yaml reads where the name servers listen. */
export function nameServerEnv(nameServers) {
  return Object.fromEntries(
    nameServers.flatMap(({ variable, address, port }) => [
      [`${variable}_ADDRESS`, address],
      [`${variable}_PORT`, String(port)],
    ]),
  );
}
