import { run } from '../testing/recordedRun';
import {
  appConfig,
  gateway,
  owned,
  route,
  WorldFiles,
  worldFiles,
} from '../testing/worldFiles';

describe('plan', () => {
  let files: WorldFiles;
  const plan = (manifests: string, records: string, ...more: string[]) =>
    run([
      'plan',
      `--config=${files.path('app-config.yaml')}`,
      `--manifests=${manifests}`,
      `--records=${files.path(records)}`,
      ...more,
    ]);

  beforeAll(() => {
    files = worldFiles({
      'app-config.yaml': appConfig,
      'eu/gateway.yaml': gateway,
      'eu/shop/route.yaml': route('web.openova.io'),
      'git/route.yaml': route('shop.openova.io', ''),
      'clusters/eu/all.yaml': `${gateway}---${route('web.openova.io')}`,
      'clusters/us/all.yaml': `${gateway}---${route('web.openova.io')}`,
      'broken/good.yaml': gateway,
      'broken/bad.yaml': 'a: 1\nb: [1, 2\nc: 3\n',
      'empty.jsonl': '',
      'same.jsonl': owned('web.openova.io', '192.0.2.10'),
      'other.json': JSON.stringify(
        [
          ...owned('web.openova.io', '192.0.2.99').trim().split('\n'),
          ...owned('gone.openova.io', '192.0.2.1').trim().split('\n'),
        ].map(line => JSON.parse(line)),
      ),
      'bad.jsonl': `${owned('web.openova.io', '192.0.2.10')}{"dnsName":\n`,
      'nameless.jsonl': '{"recordType":"A","targets":[]}\n',
    });
  });
  afterAll(() => files.remove());

  it('says nothing changes, and ends with 0', async () => {
    const { code, output } = await plan(files.path('eu'), 'same.jsonl');
    expect(output).toBe('no changes\n');
    expect(code).toBe(0);
  });

  it('shows one line a record with the object behind it, and ends with 2', async () => {
    const { code, output } = await plan(files.path('eu'), 'empty.jsonl');
    expect(code).toBe(2);
    expect(output).toBe(
      [
        'openova.io',
        '  + A web.openova.io 192.0.2.10   HTTPRoute shop/web in default',
        '',
        '1 to create; ownership TXT: 1',
        '',
      ].join('\n'),
    );
  });

  it('shows changes and deletions of a JSON list of records, in colour if wanted', async () => {
    const { output } = await plan(
      `eu-central=${files.path('eu')}`,
      'other.json',
      '--color=always',
    );
    expect(output).toContain('\u001b[33m~ A web.openova.io ');
    expect(output).toContain('192.0.2.99 -> 192.0.2.10');
    expect(output).toContain('\u001b[31m- A gone.openova.io');
    expect(output).toContain('httproute/shop/web does not ask for it any more');
    expect(output).toContain('HTTPRoute shop/web in eu-central');
  });

  it('writes JSON and Markdown', async () => {
    const json = await plan(files.path('eu'), 'other.json', '--output=json');
    const report = JSON.parse(json.output);
    expect(report.summary).toMatch(/^1 to change, 1 to delete/);
    expect(report.changes).toContainEqual({
      action: 'update',
      role: 'record',
      zone: 'openova.io',
      dnsName: 'web.openova.io',
      recordType: 'A',
      before: { targets: ['192.0.2.99'] },
      after: { targets: ['192.0.2.10'] },
      cause: 'HTTPRoute shop/web in default',
    });
    const markdown = await plan(
      files.path('eu'),
      'other.json',
      '--output=markdown',
    );
    expect(markdown.output).toMatch(/^### DNS: 1 to change, 1 to delete/);
    expect(markdown.output).toContain(
      '```diff\n- A gone.openova.io 192.0.2.1  # httproute/shop/web',
    );
    expect(markdown.output).toContain('+ A web.openova.io 192.0.2.10');
  });

  it('takes a folder of folders for clusters, and tells who lost a name', async () => {
    const { output } = await plan(files.path('clusters'), 'empty.jsonl');
    expect(output).toContain('HTTPRoute shop/web in eu');
    const single = await plan(
      files.path('clusters'),
      'empty.jsonl',
      '--cluster=all',
    );
    expect(single.output).toContain('HTTPRoute shop/web in all');
  });

  it('lays manifests from git over what the cluster has, status included', async () => {
    const { output } = await plan(
      files.path('eu'),
      'same.jsonl',
      `--manifests=${files.path('git')}`,
    );
    expect(output).toContain('+ A shop.openova.io 192.0.2.10');
    expect(output).toContain('- A web.openova.io');
  });

  it('can assume that all is accepted', async () => {
    const more = [`--manifests=${files.path('eu/gateway.yaml')}`];
    const without = await plan(files.path('git'), 'empty.jsonl', ...more);
    expect(without.code).toBe(0);
    expect(without.output).toContain('No Gateway has accepted');
    const assumed = await plan(
      files.path('git'),
      'empty.jsonl',
      ...more,
      '--assume-accepted',
    );
    expect(assumed.output).toContain('+ A shop.openova.io 192.0.2.10');
  });

  it('reads manifests from standard input', async () => {
    const { output } = await run(
      [
        'plan',
        `--config=${files.path('app-config.yaml')}`,
        '--manifests=eu=-',
        `--records=${files.path('empty.jsonl')}`,
        '--ownership',
      ],
      { stdin: `${gateway}---${route('web.openova.io')}` },
    );
    expect(output).toContain('+ TXT _externaldns.a-web.openova.io');
  });

  it.each([
    ['broken', 'empty.jsonl', /bad\.yaml, line \d cannot be read as YAML/],
    ['nowhere', 'empty.jsonl', /nowhere cannot be read: is it there/],
    ['eu', 'bad.jsonl', /bad\.jsonl, line 3 is no JSON/],
    ['eu', 'nameless.jsonl', /line 1 is no record/],
    ['eu', 'nowhere.jsonl', /--records .*nowhere\.jsonl cannot be read/],
  ])('ends with 1 for %s and %s', async (manifests, records, message) => {
    const result = await plan(files.path(manifests), records);
    expect(result).toMatchObject({ code: 1, output: '' });
    expect(result.warnings).toMatch(message);
  });

  it('demands the records, and names a mistake of the configuration', async () => {
    const missing = await run([
      'plan',
      `--config=${files.path('app-config.yaml')}`,
      `--manifests=${files.path('eu')}`,
    ]);
    expect(missing.code).toBe(1);
    expect(missing.warnings).toContain('--records is missing');
    const wrong = worldFiles({ 'c.yaml': 'sources: [service]\n' });
    const { code, warnings } = await run([
      'plan',
      `--config=${wrong.path('c.yaml')}`,
      `--manifests=${files.path('eu')}`,
      `--records=${files.path('empty.jsonl')}`,
    ]);
    wrong.remove();
    expect(code).toBe(1);
    expect(warnings).toContain('externalDns.policy must be given');
  });
});
