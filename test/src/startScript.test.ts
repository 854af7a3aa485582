import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { AddressInfo, createServer, Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(process.cwd(), process.cwd().endsWith('/test') ? '..' : '.');
const scripts = join(root, 'scripts');

/** Runs a script to its end, and says how it ended and what it said. */
async function run(
  args: string[],
  env: Record<string, string> = {},
): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', chunk => (output += chunk));
  child.stderr.on('data', chunk => (output += chunk));
  const [code] = await once(child, 'close');
  return { code, output: output.trim() };
}

function start(env: Record<string, string>, ...args: string[]) {
  return run([join(scripts, 'start.mjs'), ...args], env);
}

describe('npm start refuses in one sentence', () => {
  let server: Server;
  let busyPort: string;

  beforeAll(async () => {
    server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    busyPort = String((server.address() as AddressInfo).port);
  });

  afterAll(() => new Promise(resolve => server.close(resolve)));

  it.each(['PORTAL_PORT', 'BACKEND_PORT', 'DNS_PORT', 'US_EAST_PORT'])(
    'a busy %s',
    async variable => {
      // The others are out of the way of a portal that may be running.
      const free = {
        PORTAL_PORT: '22801',
        BACKEND_PORT: '22802',
        DNS_PORT: '22803',
        EU_CENTRAL_PORT: '22804',
        US_EAST_PORT: '22805',
      };
      const { code, output } = await start({ ...free, [variable]: busyPort });
      expect(code).toBe(1);
      expect(output.split('\n')).toHaveLength(1);
      expect(output).toContain(`Port ${busyPort}`);
      expect(output).toContain(`${variable}=PORT npm start`);
    },
  );

  it('a port that is none', async () => {
    expect(await start({ DNS_PORT: 'dns' })).toEqual({
      code: 1,
      output: 'DNS_PORT is "dns": set it to a port between 1 and 65535.',
    });
  });

  it('one port for two', async () => {
    expect(await start({ PORTAL_PORT: '4000', DNS_PORT: '4000' })).toEqual({
      code: 1,
      output:
        'PORTAL_PORT and DNS_PORT are both 4000: give one of them another port.',
    });
  });

  it('an option that it does not have', async () => {
    const { code, output } = await start({}, '--clean');
    expect(code).toBe(1);
    expect(output).toContain('There is no option --clean.');
  });

  it('a Node that is too old', async () => {
    const check = `import { checkNodeVersion } from '${scripts}/toolchain.mjs';
      import { runMain } from '${scripts}/process.mjs';
      await runMain(() => checkNodeVersion('18.19.1'));`;
    expect(await run(['--input-type=module', '--eval', check])).toEqual({
      code: 1,
      output:
        'Node 18.19.1 is too old: install Node 20, 22 or 24, then run this again.',
    });
  });
});

describe("where k8gb's name servers listen", () => {
  async function choose(addresses: string[], dnsPort: number) {
    const script = `import { chooseNameServers, nameServerEnv } from '${scripts}/settings.mjs';
      import { runMain } from '${scripts}/process.mjs';
      const variables = {
        EU_CENTRAL_DNS: { cluster: 'eu-central', address: '${addresses[0]}' },
        US_EAST_DNS: { cluster: 'us-east', address: '${addresses[1]}' },
      };
      const ports = { DNS_PORT: ${dnsPort}, US_EAST_PORT: ${dnsPort + 1} };
      await runMain(async () => {
        const chosen = await chooseNameServers(ports, variables);
        console.log(JSON.stringify(nameServerEnv(chosen)));
      });`;
    return run(['--input-type=module', '--eval', script]);
  }

  it('is the port of the DNS server, on addresses of their own', async () => {
    const { output } = await choose(['127.0.0.1', '127.0.0.1'], 22903);
    expect(JSON.parse(output)).toEqual({
      EU_CENTRAL_DNS_ADDRESS: '127.0.0.1',
      EU_CENTRAL_DNS_PORT: '22903',
      US_EAST_DNS_ADDRESS: '127.0.0.1',
      US_EAST_DNS_PORT: '22903',
    });
  });

  it('is another port of 127.0.0.1 where the system has no such address', async () => {
    const { output } = await choose(['203.0.113.2', '203.0.113.3'], 22903);
    const env = JSON.parse(output);
    expect(env).toMatchObject({
      EU_CENTRAL_DNS_ADDRESS: '127.0.0.1',
      US_EAST_DNS_ADDRESS: '127.0.0.1',
    });
    const used = ['22903', '22904'];
    const ports = [env.EU_CENTRAL_DNS_PORT, env.US_EAST_DNS_PORT];
    expect(new Set([...used, ...ports]).size).toBe(4);
  });

  it('is refused in one sentence where the port is taken', async () => {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const { code, output } = await choose(['127.0.0.1', '127.0.0.1'], port);
    await new Promise(resolve => server.close(resolve));
    expect({ code, output }).toEqual({
      code: 1,
      output: `Port ${port} of 127.0.0.1, which the name server of eu-central needs, is in use: stop what uses it, or choose another port with DNS_PORT=PORT npm start.`,
    });
  });
});

describe('the bootstrap of a bare clone', () => {
  let clone: string;

  beforeEach(async () => {
    clone = await mkdtemp(join(tmpdir(), 'clone-'));
    await cp(scripts, join(clone, 'scripts'), { recursive: true });
    for (const folder of ['bin', 'packages', 'plugins', 'test']) {
      await mkdir(join(clone, folder));
    }
  });

  afterEach(() => rm(clone, { recursive: true, force: true }));

  /** Puts a command in front of all others. */
  async function command(name: string, script: string) {
    await writeFile(join(clone, 'bin', name), `#!/bin/sh\n${script}\n`);
    await chmod(join(clone, 'bin', name), 0o755);
  }

  function bootstrap() {
    return run([join(clone, 'scripts', 'bootstrap.mjs')], {
      PATH: `${join(clone, 'bin')}:${process.env.PATH}`,
    });
  }

  /** An npm that brings a yarn, which installs nothing but the folder for packages. */
  async function workingCommands() {
    const yarn = join(clone, '.toolchain/node_modules/@yarnpkg/cli-dist');
    await command(
      'npm',
      [
        `mkdir -p ${yarn}/bin`,
        `echo '{"version":"4.13.0"}' > ${yarn}/package.json`,
        `echo 'require("fs").mkdirSync("${clone}/node_modules", { recursive: true })' > ${yarn}/bin/yarn.js`,
      ].join('\n'),
    );
  }

  it('says what to do when npm cannot fetch the toolchain', async () => {
    await command('npm', 'echo no network >&2; exit 1');
    const { code, output } = await bootstrap();
    expect(code).toBe(1);
    const lines = output.split('\n');
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatch(/with npm failed: see .*install\.log, and run/);
  });

  it('says where the log is when the packages cannot be installed', async () => {
    await workingCommands();
    expect((await bootstrap()).code).toBe(0);
    await writeFile(
      join(clone, '.toolchain/bin/yarn'),
      '#!/bin/sh\necho no such package; exit 1\n',
    );
    await writeFile(join(clone, 'package.json'), '{}');
    const { code, output } = await bootstrap();
    expect(code).toBe(1);
    expect(output).toMatch(
      /Installing the packages failed: see .*install\.log/,
    );
  });

  it('installs again only when a manifest or the lockfile has changed', async () => {
    await workingCommands();
    expect((await bootstrap()).output).toContain('Installing the packages');
    expect(await bootstrap()).toEqual({ code: 0, output: '' });
    await writeFile(join(clone, 'yarn.lock'), 'changed');
    expect((await bootstrap()).output).toContain('Installing the packages');
    expect(await bootstrap()).toEqual({ code: 0, output: '' });
  });
});

describe('the last line of npm test', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'counts-'));
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function lineFor(result: object | undefined, exitCode: number) {
    const file = join(folder, 'result.json');
    if (result) {
      await writeFile(file, JSON.stringify(result));
    }
    const script = `import { TestCounts } from '${scripts}/testCounts.mjs';
      const counts = new TestCounts();
      counts.addJest('${file}', ${exitCode});
      console.log(String(counts));`;
    return (await run(['--input-type=module', '--eval', script])).output;
  }

  const allGood = {
    numPassedTests: 12,
    numFailedTests: 0,
    numRuntimeErrorTestSuites: 0,
    numPendingTests: 0,
    numTodoTests: 0,
  };

  it('counts what passed and what failed', async () => {
    expect(await lineFor(allGood, 0)).toBe('12 passed, 0 failed');
  });

  it('counts a suite that did not run, and names skipped tests', async () => {
    const result = {
      ...allGood,
      numFailedTests: 1,
      numRuntimeErrorTestSuites: 1,
      numPendingTests: 3,
    };
    expect(await lineFor(result, 1)).toBe('12 passed, 2 failed, 3 skipped');
  });

  it('never says that all is good when jest itself failed', async () => {
    expect(await lineFor(undefined, 1)).toBe('0 passed, 1 failed');
    expect(await lineFor(allGood, 1)).toBe('12 passed, 1 failed');
  });
});
