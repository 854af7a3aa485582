import { FakeCloudflare } from './fakeCloudflare';
import { FakeZone } from './zones';

let fake: FakeCloudflare;
let zone: FakeZone;

beforeEach(async () => {
  fake = await FakeCloudflare.start();
  zone = fake.addZone({ name: 'openova.io' });
});

afterEach(() => fake.stop());

async function call(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {
    authorization: `Bearer ${fake.apiToken}`,
  },
): Promise<{ status: number; code?: number; result?: unknown }> {
  const answer = await fetch(`${fake.url}${path}`, {
    method,
    headers,
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const { errors, result } = await answer.json();
  return { status: answer.status, code: errors[0]?.code, result };
}

const batch = (body: unknown) =>
  call('POST', `/zones/${zone.id}/dns_records/batch`, body);

const a = (name: string, more: object = {}) => ({
  type: 'A',
  name,
  content: '192.0.2.1',
  ttl: 1,
  ...more,
});

describe('the fake of Cloudflare', () => {
  it.each([
    ['an address that is none', a('web.openova.io', { content: 'x' }), 9005],
    ['a TTL below the least', a('web.openova.io', { ttl: 59 }), 9021],
    ['a name elsewhere', a('web.example.org'), 9000],
    ['a long comment', a('web.openova.io', { comment: 'x'.repeat(101) }), 9213],
    ['tags in a free zone', a('web.openova.io', { tags: ['a:b'] }), 9300],
    ['a key that nobody knows', a('web.openova.io', { proxy: true }), 9207],
    [
      'a proxied text',
      {
        type: 'TXT',
        name: 'openova.io',
        content: '"x"',
        ttl: 1,
        proxied: true,
      },
      9004,
    ],
    [
      'a service as text',
      { type: 'SRV', name: '_a._tcp.openova.io', content: '1 2 3 x', ttl: 1 },
      9207,
    ],
    [
      'an MX without its priority',
      { type: 'MX', name: 'openova.io', content: 'x.example.org', ttl: 1 },
      9207,
    ],
  ])('refuses %s', async (_what, record, code) => {
    expect(await batch({ posts: [record] })).toMatchObject({
      status: 400,
      code,
    });
    expect(zone.records).toEqual([]);
  });

  it('does all of a batch or nothing, deletes first', async () => {
    const kept = zone.post(a('web.openova.io'));
    const alias = {
      type: 'CNAME',
      name: 'web.openova.io',
      content: 'host.example.org',
      ttl: 1,
    };
    expect(await batch({ posts: [alias] })).toMatchObject({ code: 81053 });
    const broken = a('other.openova.io', { content: 'x' });
    const deletes = [{ id: kept.id }];
    expect(await batch({ deletes, posts: [alias, broken] })).toMatchObject({
      code: 9005,
    });
    expect(zone.records).toEqual([kept]);
    expect(await batch({ deletes, posts: [alias] })).toMatchObject({
      status: 200,
    });
    expect(zone.records).toMatchObject([{ type: 'CNAME' }]);
  });

  it('takes 200 operations in a free zone', async () => {
    const posts = (count: number) =>
      Array.from({ length: count }, (_, index) => a(`h${index}.openova.io`));
    expect(await batch({ posts: posts(201) })).toMatchObject({ status: 400 });
    expect(await batch({ posts: posts(200) })).toMatchObject({ status: 200 });
  });

  it('knows when a record is there already, or is there no more', async () => {
    const record = zone.post(a('web.openova.io'));
    expect(await batch({ posts: [a('web.openova.io')] })).toMatchObject({
      code: 81058,
    });
    zone.delete(record.id);
    expect(await batch({ deletes: [{ id: record.id }] })).toMatchObject({
      status: 404,
      code: 81044,
    });
  });

  it('keeps what a patch does not name', async () => {
    const { id } = zone.post(
      a('web.openova.io', { comment: 'kept', settings: { ipv4_only: true } }),
    );
    await batch({
      patches: [{ ...a('web.openova.io'), id, content: '192.0.2.9' }],
    });
    expect(zone.records).toMatchObject([
      {
        id,
        content: '192.0.2.9',
        comment: 'kept',
        settings: { ipv4_only: true },
      },
    ]);
  });

  it('lets nobody in without a credential that it knows', async () => {
    expect(await call('GET', '/zones', undefined, {})).toMatchObject({
      status: 400,
      code: 9106,
    });
    const other = { authorization: 'Bearer another' };
    expect(await call('GET', '/zones', undefined, other)).toMatchObject({
      status: 401,
    });
  });

  it('knows its zones and filters only', async () => {
    expect(await call('GET', `/zones/${'0'.repeat(32)}`)).toMatchObject({
      status: 404,
      code: 7003,
    });
    expect(await call('GET', '/zones/openova.io')).toMatchObject({
      status: 400,
      code: 7003,
    });
    expect(await call('GET', '/zones?colour=green')).toMatchObject({
      status: 400,
    });
    expect(
      await call('GET', `/zones/${zone.id}/dns_records?per_page=5001`),
    ).toMatchObject({ status: 400 });
  });
});
