import Cloudflare from 'cloudflare';
import { FakeCloudflare } from '@openova/provider-fakes/cloudflare';

/*
 * The vendor's own client, whole and with its own paging and retries, drives the
 * fake: what it sends is taken, and what it gets is what it expects.
 */

let fake: FakeCloudflare;
let client: Cloudflare;
let zoneId: string;

beforeEach(async () => {
  fake = await FakeCloudflare.start();
  zoneId = fake.addZone({ name: 'openova.io', plan: 'pro' }).id;
  client = new Cloudflare({ apiToken: fake.apiToken, baseURL: fake.url });
});

afterEach(() => fake.stop());

it('finds zones and records over several pages', async () => {
  for (let index = 0; index < 30; index += 1) {
    fake.addZone({ name: `zone-${index}.example.org` });
    fake.zone(zoneId)?.post({
      type: 'A',
      name: `host-${index}.openova.io`,
      content: '192.0.2.1',
      ttl: 60,
    });
  }
  const zones: string[] = [];
  for await (const { name } of client.zones.list()) zones.push(name);
  expect(new Set(zones).size).toBe(31);
  const records: string[] = [];
  for await (const { name } of client.dns.records.list({
    zone_id: zoneId,
    per_page: 10,
  })) {
    records.push(name);
  }
  expect(new Set(records).size).toBe(30);
});

it('creates, changes and deletes, alone and in a batch', async () => {
  const made = await client.dns.records.create({
    zone_id: zoneId,
    type: 'A',
    name: 'web.openova.io',
    content: '192.0.2.1',
    ttl: 300,
    comment: 'by hand',
    tags: ['team:web'],
  });
  expect(made).toMatchObject({ type: 'A', ttl: 300, tags: ['team:web'] });
  const batch = await client.dns.records.batch({
    zone_id: zoneId,
    patches: [
      {
        id: made.id,
        type: 'A',
        name: 'web.openova.io',
        content: '192.0.2.2',
        ttl: 300,
      },
    ],
    posts: [
      {
        type: 'MX',
        name: 'openova.io',
        content: 'mail.example.org',
        priority: 10,
        ttl: 1,
      },
    ],
  });
  expect(batch.patches).toMatchObject([
    { content: '192.0.2.2', comment: 'by hand' },
  ]);
  await client.dns.records.delete(made.id, { zone_id: zoneId });
  expect(fake.zone(zoneId)?.records.map(({ type }) => type)).toEqual(['MX']);
});

it('waits and tries again where it is told to, and throws what is refused', async () => {
  fake.faults.script([{ call: '^GET /zones$', status: 429, retryAfter: 0 }]);
  expect((await client.zones.list()).result).toHaveLength(1);
  expect(fake.callCounts()).toEqual({ 'GET /zones': 2 });
  await expect(
    client.dns.records.create({
      zone_id: zoneId,
      type: 'A',
      name: 'web.openova.io',
      content: 'no address',
      ttl: 1,
    }),
  ).rejects.toBeInstanceOf(Cloudflare.BadRequestError);
});

it('has regional and custom hostnames', async () => {
  fake.zone(zoneId)?.post({
    type: 'A',
    name: 'web.openova.io',
    content: '192.0.2.1',
    ttl: 60,
  });
  const at = { zone_id: zoneId };
  await client.addressing.regionalHostnames.create({
    ...at,
    hostname: 'web.openova.io',
    region_key: 'eu',
  });
  const { result } = await client.addressing.regionalHostnames.list(at);
  expect(result).toMatchObject([{ region_key: 'eu' }]);
  await client.addressing.regionalHostnames.delete('web.openova.io', at);
  const custom = await client.customHostnames.create({
    ...at,
    hostname: 'www.example.org',
    custom_origin_server: 'web.openova.io',
    ssl: { type: 'dv', method: 'http' },
  });
  const found: string[] = [];
  for await (const { hostname } of client.customHostnames.list(at)) {
    found.push(hostname);
  }
  expect(found).toEqual(['www.example.org']);
  await client.customHostnames.delete(custom.id, at);
  expect(fake.zone(zoneId)?.hostnames.custom).toEqual([]);
});
