import { accessSync, constants } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { ChildProgram } from '../../realKubernetes/__testUtils__/childProgram';
import { freePorts } from '../../realKubernetes/__testUtils__/freePorts';
import { waitFor } from './waitFor';

/** The TSIG key that the server takes updates and zone transfers with. */
export const bindKey = {
  name: 'external-dns',
  algorithm: 'hmac-sha256',
  secret: Buffer.from('known to this server alone').toString('base64'),
};

/** Debian puts servers where the PATH of people often does not lead. */
const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin'];

const named = folders
  .filter(folder => folder !== '')
  .map(folder => join(folder, 'named'))
  .find(isExecutable);

/** Whether the tests of this title can run; says in a line that they cannot. */
export function hasBind(title: string): boolean {
  if (named) return true;
  process.stderr.write(
    `Skipped: ${title}. It needs named, which is in Debian's bind9.\n`,
  );
  return false;
}

/** ISC BIND on loopback as the primary server of one zone, which is empty at first. */
export class BindServer {
  private constructor(
    readonly port: number,
    private readonly folder: string,
    private readonly program: ChildProgram,
  ) {}

  /** Resolves when it listens; leaves nothing behind when it does not get there. */
  static async start(zone: string): Promise<BindServer> {
    if (!named) throw new Error('named is missing');
    const folder = await mkdtemp(join(tmpdir(), 'bind-'));
    const [port] = await freePorts(1);
    const file = join(folder, 'named.conf');
    await writeFile(file, configuration(folder, zone, port));
    await writeFile(join(folder, 'zone'), emptyZone(zone));
    const log = join(folder, 'log');
    const program = new ChildProgram(named, ['-g', '-c', file], log);
    const server = new BindServer(port, folder, program);
    try {
      await waitFor(
        () => accepts(port),
        () => `BIND to listen; it says: ${program.lastWords()}`,
      );
    } catch (error) {
      await server.stop();
      throw error;
    }
    return server;
  }

  async stop(): Promise<void> {
    await this.program.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function accepts(port: number): Promise<true | undefined> {
  return new Promise(resolve => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(undefined));
  });
}

function configuration(folder: string, zone: string, port: number): string {
  const { name, algorithm, secret } = bindKey;
  return `
key "${name}" { algorithm ${algorithm}; secret "${secret}"; };
options {
  directory "${folder}";
  pid-file "${folder}/named.pid";
  session-keyfile "${folder}/session.key";
  managed-keys-directory "${folder}";
  listen-on port ${port} { 127.0.0.1; };
  listen-on-v6 { none; };
  recursion no;
  dnssec-validation no;
  empty-zones-enable no;
  notify no;
  allow-transfer { none; };
};
controls { };
zone "${zone}" {
  type primary;
  file "${folder}/zone";
  update-policy { grant ${name} zonesub ANY; };
  allow-transfer { key ${name}; };
};
`;
}

function emptyZone(zone: string): string {
  return [
    `$ORIGIN ${zone}.`,
    '$TTL 3600',
    '@ SOA ns1 hostmaster 1 3600 600 604800 300',
    '@ NS ns1',
    'ns1 A 127.0.0.1',
    '',
  ].join('\n');
}
