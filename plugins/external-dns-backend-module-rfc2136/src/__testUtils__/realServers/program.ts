import { ChildProcess, spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/** Where Debian puts servers; the PATH of people often lacks them. */
const serverFolders = ['/usr/local/sbin', '/usr/sbin', '/sbin'];

/** The first program of this name, or undefined. */
export function findProgram(name: string): string | undefined {
  return [...(process.env.PATH ?? '').split(delimiter), ...serverFolders]
    .filter(folder => folder !== '')
    .map(folder => join(folder, name))
    .find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
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

/** A server with a folder of its own, both gone when it is stopped. */
export class Program {
  private output = '';

  private constructor(
    private readonly folder: string,
    private readonly child: ChildProcess,
  ) {
    const keep = (chunk: Buffer) => {
      this.output = (this.output + chunk.toString()).slice(-4000);
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
  }

  /** `prepare` fills the folder and says with which arguments to start. */
  static async start(options: {
    program: string;
    port: number;
    prepare(folder: string): Promise<string[]>;
  }): Promise<Program> {
    const folder = await mkdtemp(join(tmpdir(), 'dns-server-'));
    const args = await options.prepare(folder);
    const child = spawn(options.program, args, {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const program = new Program(folder, child);
    await program.listens(options.port);
    return program;
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

  private async listens(port: number): Promise<void> {
    for (let attempt = 0; attempt < 300; attempt += 1) {
      if (this.child.exitCode !== null) break;
      if (await accepts(port)) return;
      await new Promise(resolve => {
        setTimeout(resolve, 100);
      });
    }
    await this.stop();
    throw new Error(`The server does not start: ${this.output}`);
  }
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
