import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { replay } from './replay';

const world = (id: string, change: Record<string, unknown> = {}) =>
  JSON.stringify({
    id,
    config: {
      compat: 'external-dns',
      sources: ['crd'],
      registry: { type: 'txt', txtOwnerId: 'me', txtPrefix: '_externaldns.' },
    },
    clusters: { a: [] },
    records: [],
    ...change,
  });

async function answersTo(chunks: readonly (string | Buffer)[]) {
  const output = new PassThrough();
  const code = await replay(
    (async function* input() {
      for (const chunk of chunks) yield chunk;
    })(),
    output,
  );
  output.end();
  let text = '';
  for await (const chunk of output) text += chunk;
  const answers: Record<string, unknown>[] = text
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line));
  return { code, answers };
}

describe('replay', () => {
  it('answers in order, one line a world', async () => {
    const { code, answers } = await answersTo([
      `${world('one')}\n\n${world('two')}`,
    ]);
    expect(code).toBe(0);
    expect(answers.map(each => each.id)).toEqual(['one', 'two']);
    expect(answers[0]).toEqual({
      id: 'one',
      endpoints: [],
      changes: { create: [], updateOld: [], updateNew: [], delete: [] },
      verdicts: [],
      findings: [],
      holds: [],
    });
  });

  it('answers a broken line with an error, and goes on', async () => {
    const { code, answers } = await answersTo([
      '{"id": broken\n',
      `${world('no-objects', { clusters: { a: 'x' } })}\n`,
      `${world('two-clusters', { clusters: { a: [], b: [] } })}\n`,
      '[]\n',
      world('good'),
    ]);
    expect(code).toBe(1);
    expect(answers).toMatchObject([
      { id: null, line: 1, error: 'The line is not valid JSON.' },
      {
        id: 'no-objects',
        line: 2,
        error: expect.stringContaining('clusters.a'),
      },
      {
        id: 'two-clusters',
        line: 3,
        error: expect.stringContaining('one cluster'),
      },
      { id: null, line: 4, error: expect.any(String) },
      { id: 'good' },
    ]);
  });

  it('does not care where the bytes are cut', async () => {
    const bytes = Buffer.from(`${world('größe')}\n${world('zwei')}\n`);
    const chunks = Array.from(bytes, byte => Buffer.from([byte]));
    const { answers } = await answersTo(chunks);
    expect(answers.map(each => each.id)).toEqual(['größe', 'zwei']);
  });
});

describe('bin/external-dns', () => {
  const bin = join(__dirname, '..', 'bin', 'external-dns');

  it('prints nothing but results', () => {
    const { stdout, stderr, status } = spawnSync(bin, ['replay'], {
      input: `${world('one')}\nbroken\n`,
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    expect(status).toBe(1);
    expect(
      stdout
        .trim()
        .split('\n')
        .map(line => JSON.parse(line).id),
    ).toEqual(['one', null]);
  });

  it('says what it knows, and what it does not', () => {
    const help = spawnSync(bin, ['--help'], { encoding: 'utf8' });
    expect(help.status).toBe(0);
    expect(help.stdout).toContain('replay');
    const unknown = spawnSync(bin, ['nonsense'], { encoding: 'utf8' });
    expect(unknown.status).not.toBe(0);
    expect(unknown.stderr).toContain('nonsense');
    expect(unknown.stdout).toBe('');
  });
});
