import { DnsProvider, Zone } from '@openova/backstage-plugin-external-dns-node';
import { FakeWebhook } from '@openova/provider-fakes/webhook';
import { path, startWebhook, unlimited } from './__testUtils__/startWebhook';

let started: FakeWebhook[] = [];

afterEach(async () => {
  await Promise.all(started.map(each => each.stop()));
  started = [];
});

async function start(...args: Parameters<typeof startWebhook>) {
  const all = await startWebhook(...args);
  started.push(all.fake);
  return all;
}

async function listed(provider: DnsProvider, zone: Zone): Promise<void> {
  const pages = provider.listRecordSets(zone, {}, unlimited);
  for await (const page of pages) expect(Array.isArray(page)).toBe(true);
}

describe('what answers at the URL', () => {
  it.each<[string, number, string, string]>([
    ['sends us elsewhere', 302, 'InvalidConfig', `${path}.url`],
    ['is something else', 404, 'InvalidConfig', `${path}.url`],
    ['lets nobody in', 403, 'InvalidConfig', `${path}.headers`],
    ['is a gateway to nothing', 502, 'Unavailable', 'failed'],
    ['has trouble with its service', 500, 'Unavailable', 'failed'],
  ])('%s: %d', async (_what, status, kind, word) => {
    const { fake, provider, zone } = await start();
    fake.fault = { kind: 'answers', path: '/records', status, body: 'no' };
    await expect(listed(provider, zone)).rejects.toMatchObject({
      kind,
      message: expect.stringContaining(word),
    });
  });

  it('may speak another version', async () => {
    const { fake, provider } = await start();
    fake.server.contentType = 'application/external.dns.webhook+json;version=2';
    await expect(provider.listZones(unlimited)).rejects.toMatchObject({
      kind: 'InvalidConfig',
      message: expect.stringContaining('version 1'),
    });
    fake.server.contentType =
      'Application/external.dns.webhook+json; version="1"; charset=utf-8';
    expect(await provider.listZones(unlimited)).toHaveLength(1);
  });

  it('may say our secret, and we do not', async () => {
    const { fake, provider, zone } = await start({
      headers: { Authorization: 'Bearer word-of-nobody' },
    });
    const body = 'bad: word-of-nobody';
    fake.fault = { kind: 'answers', path: '/records', status: 500, body };
    await expect(listed(provider, zone)).rejects.toMatchObject({
      message: expect.not.stringContaining('word-of-nobody'),
    });
  });

  it('may be late', async () => {
    const { fake, provider, zone } = await start({
      readTimeout: { milliseconds: 50 },
      writeTimeout: 0,
    });
    fake.records = () => new Promise(() => {});
    await expect(listed(provider, zone)).rejects.toMatchObject({
      kind: 'Unavailable',
      message: expect.stringContaining('within 0.05 seconds'),
    });
  });

  it('may be nobody', async () => {
    await expect(start({ url: 'http://127.0.0.1:1' })).rejects.toMatchObject({
      kind: 'Unavailable',
    });
  });
});
