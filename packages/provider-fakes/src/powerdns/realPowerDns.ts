import { ChildProcess, spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import Database from 'better-sqlite3';
import {
  createMessage,
  decodeMessage,
  encodeMessage,
  frameMessage,
  FrameSplitter,
  hasData,
  rdataToTarget,
  RecordData,
  RecordType,
} from '@openova/dns-wire';

/** Tables of Debian's package pdns-backend-sqlite3. */
const schemaFile = '/usr/share/pdns-backend-sqlite3/schema/schema.sqlite3.sql';

/** Where Debian puts servers; the PATH of people often lacks them. */
const serverFolders = ['/usr/local/sbin', '/usr/sbin', '/sbin'];

const apiKey = 'key-of-tests-0123456789';

/** The real thing, where it is installed: a PowerDNS server of its own, on loopback. */
export class RealPowerDns {
  readonly apiKey = apiKey;
  #output = '';

  private constructor(
    private readonly folder: string,
    private readonly child: ChildProcess,
    private readonly ports: { dns: number; api: number },
  ) {
    const keep = (chunk: Buffer) => {
      this.#output = (this.#output + chunk.toString()).slice(-4000);
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
  }

  /** Says on stderr what is missing, if something is. */
  static isInstalled(lane: string): boolean {
    if (findProgram() && isReadable(schemaFile)) return true;
    process.stderr.write(
      `Skipped: ${lane} at PowerDNS. It needs Debian's pdns-server and pdns-backend-sqlite3 (apt-get install pdns-server pdns-backend-sqlite3).\n`,
    );
    return false;
  }

  static async start(): Promise<RealPowerDns> {
    const folder = await mkdtemp(join(tmpdir(), 'powerdns-'));
    const ports = { dns: await freePort(), api: await freePort() };
    const database = new Database(join(folder, 'zones.sqlite3'));
    database.exec(await readFile(schemaFile, 'utf8'));
    database.close();
    await writeFile(join(folder, 'pdns.conf'), configuration(folder, ports));
    const child = spawn(findProgram() ?? '', [`--config-dir=${folder}`], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const server = new RealPowerDns(folder, child, ports);
    await server.#listens();
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${this.ports.api}`;
  }

  async stop(): Promise<void> {
    if (this.child.exitCode === null) {
      const ended = new Promise(resolve => {
        this.child.once('exit', resolve);
      });
      this.child.kill('SIGKILL');
      await ended;
    }
    await rm(this.folder, { recursive: true, force: true });
  }

  /** A request of its API, as anybody could make it: JSON both ways. */
  async request(
    method: string,
    path: string,
    body?: object,
  ): Promise<{ status: number; body: unknown }> {
    const root = `${this.url}/api/v1/servers/localhost`;
    const answer = await fetch(`${root}${path}`, {
      method,
      headers: { 'x-api-key': this.apiKey },
      body: body && JSON.stringify(body),
    });
    const text = await answer.text();
    const isJson = /^[[{]/.test(text);
    return { status: answer.status, body: isJson ? JSON.parse(text) : text };
  }

  /** @param name - without the final dot. */
  async addZone(name: string): Promise<void> {
    const { status, body } = await this.request('POST', '/zones', {
      name: `${name}.`,
      kind: 'Native',
      nameservers: ['ns1.example.org.', 'ns2.example.org.'],
    });
    if (status !== 201) throw new Error(`No zone ${name}: ${body}`);
  }

  /** What it answers to the world, spelled as ExternalDNS does. */
  async read(name: string, type: string): Promise<string[] | undefined> {
    const question = createMessage({
      id: 4711,
      questions: [{ name, type: type as RecordType, class: 'IN' }],
    });
    const socket = connect(this.ports.dns, '127.0.0.1');
    try {
      socket.write(frameMessage(encodeMessage(question)));
      const splitter = new FrameSplitter();
      for await (const chunk of socket) {
        const [message] = splitter.push(chunk);
        if (!message) continue;
        const { answers, authorities } = decodeMessage(message);
        // Of a name that is delegated it only tells the servers.
        const found = [...answers, ...authorities]
          .filter(hasData)
          .filter(
            each => each.type === type && each.name.toLowerCase() === name,
          );
        return found.length > 0 ? found.map(spelled) : undefined;
      }
      return undefined;
    } finally {
      socket.destroy();
    }
  }

  async #listens(): Promise<void> {
    for (let attempt = 0; attempt < 300; attempt += 1) {
      if (this.child.exitCode !== null) break;
      const open = [this.ports.dns, this.ports.api].map(accepts);
      if ((await Promise.all(open)).every(each => each)) return;
      await new Promise(resolve => {
        setTimeout(resolve, 100);
      });
    }
    await this.stop();
    throw new Error(`PowerDNS does not start: ${this.#output}`);
  }
}

/** Octets before the hexadecimal digits of types that the codec does not take apart. */
const numbersOf: Readonly<Record<string, number>> = { SSHFP: 2, TLSA: 3 };

/** As the server spells it: hexadecimal digits in lower case. */
function spelled(record: RecordData): string {
  const target = rdataToTarget(record);
  if (record.type === 'DS') return target.toLowerCase();
  const [, digits] = /^\\# \d+ ([0-9A-F]+)$/.exec(target) ?? [];
  if (!digits) return target;
  const octets = Buffer.from(digits, 'hex');
  if (record.type === 'HTTPS' || record.type === 'SVCB') return service(octets);
  const numbers = numbersOf[record.type];
  if (!numbers) return target;
  return [
    ...octets.subarray(0, numbers),
    octets.subarray(numbers).toString('hex'),
  ].join(' ');
}

/** RFC 9460 section 2.2: priority, name, and of the parameters `alpn` with one value. */
function service(octets: Buffer): string {
  let position = 2;
  let name = '';
  while (octets[position] > 0) {
    const end = position + 1 + octets[position];
    name += `${octets.toString('latin1', position + 1, end)}.`;
    position = end;
  }
  const protocol = octets.toString('latin1', position + 1 + 5);
  const parameters = protocol === '' ? [] : [`alpn=${protocol}`];
  return [octets.readUInt16BE(0), name || '.', ...parameters].join(' ');
}

function configuration(
  folder: string,
  ports: { dns: number; api: number },
): string {
  return `
launch=gsqlite3
gsqlite3-database=${folder}/zones.sqlite3
gsqlite3-dnssec=yes
gsqlite3-pragma-synchronous=0
local-address=127.0.0.1
local-port=${ports.dns}
socket-dir=${folder}
include-dir=
daemon=no
guardian=no
write-pid=no
setuid=
setgid=
api=yes
api-key=${apiKey}
webserver=yes
webserver-address=127.0.0.1
webserver-port=${ports.api}
webserver-allow-from=127.0.0.1
cache-ttl=0
negquery-cache-ttl=0
query-cache-ttl=0
zone-cache-refresh-interval=0
loglevel=4
`;
}

function findProgram(): string | undefined {
  return [...(process.env.PATH ?? '').split(delimiter), ...serverFolders]
    .filter(folder => folder !== '')
    .map(folder => join(folder, 'pdns_server'))
    .find(file => isReadable(file, constants.X_OK));
}

function isReadable(file: string, mode: number = constants.R_OK): boolean {
  try {
    accessSync(file, mode);
    return true;
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise(resolve => {
    server.close(resolve);
  });
  return port;
}

function accepts(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
