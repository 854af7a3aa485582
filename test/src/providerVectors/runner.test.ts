import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { main } from './__testUtils__/main';
import { startRecordingServer } from './__testUtils__/recordingServer';
import { ProviderVector, readVectors } from './__testUtils__/vector';

/* `npm run vectors -- FILE...` itself: what it prints, and how it ends. */

jest.setTimeout(60_000);

let folder: string;
let printed: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vectors-'));
  printed = [];
});

afterEach(() => rmSync(folder, { recursive: true }));

function lines(service: string): ProviderVector[] {
  const file = join(__dirname, '..', '..', 'vectors', `${service}.jsonl`);
  return readVectors(readFileSync(file, 'utf8'));
}

function fileWith(vectors: readonly ProviderVector[]): string {
  const file = join(folder, 'some.jsonl');
  writeFileSync(file, vectors.map(each => JSON.stringify(each)).join('\n'));
  return file;
}

const run = (...words: string[]) => main(words, line => printed.push(line));

it('counts the lines that agree, and those that are not compared', async () => {
  const file = fileWith(lines('route53').slice(0, 4));
  expect(await run(file)).toBe(0);
  expect(printed).toEqual([`${file}: 3 of 3 (1 deviations not compared)`]);
});

it('prints what differs, by line', async () => {
  const [first] = lines('route53');
  const [zone] = first.result.zones;
  const wrong = structuredClone(first);
  wrong.result.calls = { ListHostedZones: 1 };
  wrong.result.zones = [{ ...zone, records: [] }];
  const file = fileWith([first, wrong]);
  expect(await run(file)).toBe(1);
  expect(printed[0]).toMatch(
    /^route53\/create\/a\n( {2}\+ example\.org \{.*\}\n){4} {2}3 calls, where ExternalDNS makes 1$/,
  );
  expect(printed.at(-1)).toBe(`${file}: 1 of 2 (0 deviations not compared)`);
});

it('says how it is used, and which file it cannot read', async () => {
  expect(await run()).toBe(2);
  expect(await run('--nonsense', 'x')).toBe(2);
  expect(printed.join('\n')).toMatch(/--server URL/);
  expect(await run(join(folder, 'missing'))).toBe(1);
  expect(printed.at(-1)).toMatch(/cannot be read/);
});

it.each(['cloudflare', 'route53'])(
  'takes zones, calls and writes of %s from another server',
  async service => {
    const server = await startRecordingServer();
    try {
      const vectors = lines(service)
        .filter(({ deviation }) => !deviation)
        .slice(0, 3);
      const file = fileWith(vectors);
      expect(await run('--server', server.url, file)).toBe(0);
      expect(printed).toEqual([`${file}: 3 of 3 (0 deviations not compared)`]);
      expect(server.worlds()).toBe(3);
    } finally {
      await server.stop();
    }
  },
);
