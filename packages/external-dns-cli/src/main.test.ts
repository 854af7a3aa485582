import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { version } from '../package.json';
import { helps } from './commandLine/help';
import { run } from './testing/recordedRun';
import {
  appConfig,
  gateway,
  owned,
  route,
  worldFiles,
} from './testing/worldFiles';

const bin = resolve(__dirname, '../bin/external-dns');

describe('the command line', () => {
  it('teaches: each command has an example', async () => {
    const overview = await run(['--help']);
    expect(overview.code).toBe(0);
    for (const command of Object.keys(helps)) {
      expect(overview.output).toContain(command);
      const { code, output } = await run([command, '--help']);
      expect(code).toBe(0);
      expect(output).toMatch(/Examples?:\n {2}\S/);
    }
    expect((await run(['help', 'plan'])).output).toBe(helps.plan);
  });

  it('tells its version', async () => {
    expect(await run(['--version'])).toMatchObject({
      code: 0,
      output: `${version}\n`,
    });
  });

  it('names the nearest command and option', async () => {
    const command = await run(['pln']);
    expect(command.code).toBe(1);
    expect(command.warnings).toContain('was plan meant?');
    const option = await run(['plan', '--manifest=x']);
    expect(option.warnings).toContain('was --manifests meant?');
    expect(option.warnings).toContain('See external-dns plan --help.');
  });

  it('leaves what stands after -- to ExternalDNS', async () => {
    const { code, output } = await run([
      'import-args',
      '--external-dns-version=0.22.0',
      '--',
      '--source=service',
      '--provider=cloudflare',
      '--policy=sync',
      '--help',
    ]);
    expect(code).toBe(0);
    expect(output).toContain('sources: [service]');
    const bad = await run(['import-args', '--external-dns-version=latest']);
    expect(bad.warnings).toContain('must be a version like 0.14.0');
  });

  it('says that nothing is piped in', async () => {
    const { code, warnings } = await run(['import-args']);
    expect(code).toBe(1);
    expect(warnings).toContain('nothing is piped');
  });
});

describe('bin/external-dns', () => {
  it('answers with exit codes: 2 for changes, 0 for none, 1 for an error', () => {
    const files = worldFiles({
      'config.yaml': appConfig,
      'route.yaml': `${gateway}---${route('web.openova.io')}`,
      'gateway.yaml': gateway,
      'records.jsonl': '',
    });
    const plan = (manifests: string) =>
      spawnSync(process.execPath, [
        bin,
        'plan',
        `--config=${files.path('config.yaml')}`,
        `--manifests=${files.path(manifests)}`,
        `--records=${files.path('records.jsonl')}`,
      ]);
    const changed = plan('route.yaml');
    expect(changed.stdout.toString()).toContain('+ A web.openova.io');
    expect(changed.status).toBe(2);
    expect(plan('gateway.yaml').status).toBe(0);
    const failed = plan('nowhere');
    expect(failed.status).toBe(1);
    expect(failed.stdout.toString()).toBe('');
    expect(failed.stderr.toString()).toMatch(/^external-dns: /);
    files.remove();
  });

  it('is made of what is ours and a few small packages: no Backstage, no vendor SDK', () => {
    execFileSync(process.execPath, [bin, '--version']);
    const inputs: [string, number][] = JSON.parse(
      readFileSync(resolve(bin, '../../.cache/inputs.json'), 'utf8'),
    );
    const packages = inputs.flatMap(
      ([file]) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? [],
    );
    expect([...new Set(packages)].sort()).toEqual([
      'ipaddr.js',
      'punycode',
      're2js',
      'tr46',
      'yaml',
    ]);
  });

  it("reads the mission's Deployment from standard input", () => {
    const deployment = resolve(
      __dirname,
      '../fixtures/import-args/deployment.yaml',
    );
    const output = execFileSync('sh', [
      '-c',
      `"$0" "$1" import-args eu-central=- < "$2"`,
      process.execPath,
      bin,
      deployment,
    ]).toString();
    expect(output).toContain('- name: eu-central');
    expect(output).toContain('txtNewFormatOnly: false');
  });

  it('plans with what it imported: a takeover that changes nothing', () => {
    const imported = execFileSync(process.execPath, [
      bin,
      'import-args',
      resolve(__dirname, '../fixtures/import-args/deployment.yaml'),
    ]).toString();
    // As v0.14 left it: the TXT name with the type and the one without.
    const [record, typed] = owned('web.openova.io', '192.0.2.10')
      .trim()
      .split('\n');
    const untyped = typed.replace('_externaldns.a-web', '_externaldns.web');
    const files = worldFiles({
      'imported.yaml': imported,
      'objects.yaml': `${gateway}---${route('web.openova.io')}`,
      'records.jsonl': [record, typed, untyped].join('\n'),
    });
    const { status, stdout } = spawnSync(process.execPath, [
      bin,
      'plan',
      `--config=${files.path('imported.yaml')}`,
      `--manifests=${files.path('objects.yaml')}`,
      `--records=${files.path('records.jsonl')}`,
    ]);
    files.remove();
    expect(stdout.toString()).toBe('no changes\n');
    expect(status).toBe(0);
  });
});
