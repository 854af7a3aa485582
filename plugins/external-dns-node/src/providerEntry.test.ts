import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JsonObject } from '@backstage/types';
import { ProviderEntry } from './providerEntry';

const path = 'externalDns.providers[1]';
const keys = [
  'url',
  'apiKey',
  'apiKeyFile',
  'zone',
  'insecure',
  'kind',
  'size',
  'timeout',
  'headers',
];

function entryOf(config: JsonObject): ProviderEntry {
  return new ProviderEntry({ config, path }, keys);
}

describe('an entry of a provider', () => {
  it('is read key by key', () => {
    const entry = entryOf({
      type: 'sample',
      name: 'main',
      url: 'https://dns.example.org/api/',
      zone: 'openova.io',
      insecure: 'true',
      kind: 'b',
      size: '7',
      timeout: { minutes: 1, seconds: 30 },
      headers: { 'X-Key': 'value' },
    });
    expect(entry.url('url', 'http://localhost')).toBe(
      'https://dns.example.org/api',
    );
    expect(entry.texts('zone')).toEqual(['openova.io']);
    expect(entry.flag('insecure', false)).toBe(true);
    expect(entry.oneOf('kind', ['a', 'b'], 'a')).toBe('b');
    expect(entry.wholeNumber('size', { from: 1, to: 9, otherwise: 1 })).toBe(7);
    expect(entry.seconds('timeout', 5)).toBe(90);
    expect(entry.textsByName('headers')).toEqual({ 'X-Key': 'value' });
    expect(entry.secret('apiKey')).toBeUndefined();
  });

  it.each<[JsonObject, (entry: ProviderEntry) => unknown, string]>([
    [{ colour: 'x' }, entry => entry, 'colour is unknown: use url, apiKey'],
    [
      { url: 'dns.example.org' },
      entry => entry.url('url', 'http://localhost'),
      'url must be a URL, like http://localhost',
    ],
    [
      { url: 'http://me:word@dns.example.org' },
      entry => entry.url('url', 'http://localhost'),
      'url has a user name or password in it',
    ],
    [{ apiKey: '' }, entry => entry.secret('apiKey'), 'apiKey is empty'],
    [
      { zone: ['openova.io', 3] },
      entry => entry.texts('zone'),
      'zone[1] must be a text',
    ],
    [
      { insecure: 'perhaps' },
      entry => entry.flag('insecure', false),
      'insecure must be true or false',
    ],
    [
      { kind: 'c' },
      entry => entry.oneOf('kind', ['a', 'b'], 'a'),
      'kind must be one of a, b',
    ],
    [
      { size: 10 },
      entry => entry.wholeNumber('size', { from: 1, to: 9, otherwise: 1 }),
      'size must be a whole number from 1 to 9',
    ],
    [
      { timeout: 'soon' },
      entry => entry.seconds('timeout', 5),
      'timeout must be a number of seconds, a duration as 90s',
    ],
    [
      { headers: ['x'] },
      entry => entry.textsByName('headers'),
      'headers must be texts by name',
    ],
  ])('tells what is wrong with %j', (config, read, sentence) => {
    expect(() => read(entryOf(config))).toThrow(`${path}.${sentence}`);
  });

  it('has a secret once', () => {
    expect(() =>
      entryOf({ apiKey: 'a', apiKeyFile: '/b' }).secret('apiKey'),
    ).toThrow(`${path} has both apiKey and apiKeyFile: keep one of them`);
  });
});

describe('a secret in a file', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'secret-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('is read again when the file changes', async () => {
    const file = join(folder, 'key');
    await writeFile(file, 'first\n');
    const secret = entryOf({ apiKeyFile: file }).secret('apiKey');
    expect(await secret?.reveal()).toBe('first');
    await writeFile(file, 'second one\n');
    expect(await secret?.reveal()).toBe('second one');
  });

  it('is missed by the name of its key', async () => {
    const file = join(folder, 'none');
    const secret = entryOf({ apiKeyFile: file }).secret('apiKey');
    await expect(secret?.reveal()).rejects.toMatchObject({
      kind: 'InvalidConfig',
      message: `${path}.apiKeyFile: the file ${file} cannot be read (ENOENT)`,
    });
    await writeFile(file, ' \n');
    await expect(secret?.reveal()).rejects.toMatchObject({
      message: `${path}.apiKeyFile: the file ${file} is empty`,
    });
  });
});
