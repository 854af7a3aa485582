import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JsonObject } from '@backstage/types';
import { readEntry } from './entry';

const path = 'externalDns.providers[1]';
const read = (config: JsonObject) =>
  readEntry({ type: 'cloudflare', ...config }, path);

describe('an entry of type cloudflare', () => {
  it('has defaults', () => {
    expect(read({ apiToken: 'token' })).toMatchObject({
      proxied: false,
      recordsPerPage: 5000,
      batchChangeSize: 200,
    });
  });

  it.each<[JsonObject, string]>([
    [{}, `${path} has no credential`],
    [{ apiKey: 'key' }, `${path} has no credential`],
    [{ apiToken: '' }, `${path}.apiToken is empty`],
    [{ apiToken: 7 }, `${path}.apiToken must be a text`],
    [{ apiToken: 'a', apiKey: 'b', apiEmail: 'c' }, `${path} has apiToken and`],
    [{ apiToken: 'a', apiTokenFile: 'b' }, `${path} has both apiToken and`],
    [{ apiToken: 'a', proxy: true }, `${path}.proxy is unknown`],
    [{ apiToken: 'a', proxied: 'yes' }, `${path}.proxied must be true or`],
    [
      { apiToken: 'a', dnsRecordsPerPage: 5001 },
      `${path}.dnsRecordsPerPage must be a whole number from 1 to 5000`,
    ],
    [{ apiToken: 'a', batchChangeSize: 0.5 }, `${path}.batchChangeSize must`],
    [{ apiToken: 'a', baseUrl: 'ftp://host' }, `${path}.baseUrl must be a URL`],
    [
      { apiToken: 'a', recordComment: 'x'.repeat(501) },
      `${path}.recordComment has more than the 500 characters`,
    ],
  ])('%j is refused with its path', (config, message) => {
    expect(() => read(config)).toThrow(message);
  });

  it('takes flags that are switched off, and what the backend reads', () => {
    expect(
      read({
        apiToken: 'a',
        regionalServices: false,
        batchChangeInterval: '1s',
        zoneIdFilter: ['0'.repeat(32)],
        proxied: 'true',
        batchChangeSize: '3500',
      }),
    ).toMatchObject({ proxied: true, batchChangeSize: 3500 });
  });

  it.each(['apiTokenFile', 'apiToken'])(
    'reads the file of %s again when it changes',
    async key => {
      const file = join(await mkdtemp(join(tmpdir(), 'cloudflare-')), 'token');
      await writeFile(file, 'first\n');
      const value = key === 'apiToken' ? `file:${file}` : file;
      const { credential } = read({ [key]: value });
      expect(await credential()).toEqual({ apiToken: 'first' });
      await writeFile(file, 'second\n');
      expect(await credential()).toEqual({ apiToken: 'second' });
      await writeFile(file, ' \n');
      await expect(credential()).rejects.toMatchObject({
        kind: 'InvalidConfig',
        message: `${path}.${key}: the file ${file} is empty`,
      });
    },
  );
});
