import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(process.cwd(), process.cwd().endsWith('/test') ? '..' : '.');
const common = '@openova/backstage-plugin-external-dns-common';
const node = '@openova/backstage-plugin-external-dns-node';
const backend = '@openova/backstage-plugin-external-dns-backend';

interface Sample {
  folder: string;
  text: string;
  file?: string;
}

/** For each sample, what the rules say that restrict what a file of the package may contain. */
function complaints(samples: Sample[]): string[][] {
  const input = samples.map(({ folder, file = 'src/sample.ts', text }) => ({
    folder: join(root, folder),
    file: join(root, folder, file),
    text: `${text}\n`,
  }));
  const script = join(root, 'test/src/__testUtils__/lintSamples.mjs');
  return JSON.parse(
    execFileSync(process.execPath, [script], {
      cwd: root,
      input: JSON.stringify(input),
      encoding: 'utf8',
    }),
  );
}

function importing(folder: string, imported: string, file?: string): Sample {
  return {
    folder,
    file,
    text: `export * from '${imported}';`,
  };
}

const engine = 'packages/dns-engine';

const refused: Sample[] = [
  importing(engine, common),
  importing(engine, '@openova/dns-wire'),
  importing('packages/dns-wire', '@openova/dns-engine'),
  importing('packages/external-dns-cli', '@openova/dns-wire'),
  importing('packages/external-dns-cli', `${backend}-module-cloudflare`),
  importing('plugins/external-dns-backend', `${backend}-module-rfc2136/engine`),
  importing('plugins/external-dns', node),
  importing('plugins/external-dns', `${node}/testUtils`),
  importing('plugins/external-dns', backend),
  importing('plugins/external-dns-common', node),
  importing('plugins/external-dns-node', backend),
  importing('plugins/external-dns-node', '@openova/dns-wire'),
  importing('plugins/external-dns-backend', `${backend}-module-embedded`),
  importing('plugins/external-dns-backend', '@openova/demo-environment'),
  importing('plugins/external-dns-backend-module-embedded', backend),
  importing(engine, 'node:fs'),
  { folder: engine, text: 'export const now = Date.now();' },
  { folder: engine, text: 'export const now = new Date();' },
  { folder: engine, text: 'export const chance = Math.random();' },
  { folder: engine, text: 'export const variables = process.env;' },
  { folder: engine, text: "console.log('here');" },
];

const accepted: Sample[] = [
  importing('plugins/external-dns', common),
  importing('plugins/external-dns-common', '@openova/dns-engine'),
  importing('plugins/external-dns-node', common),
  importing('plugins/external-dns-backend', node),
  importing(
    'plugins/external-dns-backend-module-embedded',
    '@openova/dns-wire',
  ),
  importing('packages/external-dns-cli', `${backend}-module-rfc2136/engine`),
  importing('packages/backend', backend),
  importing(
    'plugins/external-dns-backend',
    '@openova/demo-environment',
    'src/sample.test.ts',
  ),
  { folder: engine, text: "export const then = new Date('2026-01-01');" },
];

describe('the lint rules of our layers', () => {
  let answers: string[][];

  beforeAll(() => {
    answers = complaints([...refused, ...accepted]);
  }, 120_000);

  it.each(refused.map((sample, index) => ({ ...sample, index })))(
    'in $folder refuse $text',
    ({ index }) => {
      expect(answers[index]).toHaveLength(1);
    },
  );

  it.each(accepted.map((sample, index) => ({ ...sample, index })))(
    'in $folder accept $text',
    ({ index }) => {
      expect(answers[refused.length + index]).toEqual([]);
    },
  );

  it('name both packages and say why', () => {
    const index = refused.findIndex(({ text }) => text.includes('testUtils'));
    expect(answers[index][0]).toContain(
      `@openova/backstage-plugin-external-dns must not know ${node}: imports run one way`,
    );
  });
});
