import { JsonObject } from '@backstage/types';
import { readEntry } from './entry';

const path = 'externalDns.providers[0]';

describe('an entry of type webhook', () => {
  it('has the defaults of the flags', () => {
    expect(readEntry({ type: 'webhook' }, path)).toMatchObject({
      url: 'http://localhost:8888',
      zones: [],
      visibility: 'public',
      timeout: 15_000,
      maxBodySize: 33_554_432,
    });
  });

  it('takes all that it knows', async () => {
    const entry = readEntry(
      {
        type: 'webhook',
        url: 'https://dns.example.org/hook/',
        headers: { 'X-Api-Key': 'word' },
        zone: ['openova.io', 'Bücher.example.org.'],
        visibility: 'private',
        nameServers: 'ns1.example.org.',
        readTimeout: '1m',
        writeTimeout: { seconds: 30 },
        maxBodySize: '2048',
        batchChangeSize: 10,
      },
      path,
    );
    expect(entry).toMatchObject({
      url: 'https://dns.example.org/hook',
      zones: ['openova.io', 'xn--bcher-kva.example.org'],
      visibility: 'private',
      nameServers: ['ns1.example.org'],
      timeout: 90_000,
      maxBodySize: 2048,
      batchChangeSize: 10,
    });
    expect(await entry.headers.get('x-api-key')?.reveal()).toBe('word');
  });

  it.each<[JsonObject, string]>([
    [{ headers: { 'X Key': 'a' } }, 'headers.X Key is no name of a header'],
    [{ headers: { Accept: 'a' } }, 'headers.Accept is set by the protocol'],
    [{ headers: { 'X-Key': 'ü' } }, 'headers.X-Key has a character'],
    [
      { headers: { 'X-Key': 'a' }, headerFiles: { 'x-key': '/b' } },
      'headerFiles.x-key is given twice',
    ],
    [{ readTimeout: 0, writeTimeout: '0' }, 'readTimeout and writeTimeout are'],
    [{ webhookProviderUrl: 'http://a' }, 'webhookProviderUrl is unknown'],
    [{ zone: 'open ova.io' }, 'zone has "open ova.io", which is no name'],
    [{ maxBodySize: 10 }, 'maxBodySize must be a whole number from 1024'],
  ])('tells what is wrong with %j', (config, sentence) => {
    expect(() => readEntry(config, path)).toThrow(`${path}.${sentence}`);
  });
});
