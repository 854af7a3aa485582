import { FakeWebhook } from './fakeWebhook';
import { WebhookEndpoint } from './schemas';

const mediaType = 'application/external.dns.webhook+json;version=1';

let fake: FakeWebhook;

beforeEach(async () => {
  fake = await FakeWebhook.start();
});

afterEach(() => fake.stop());

async function call(
  method: string,
  path: string,
  body?: object,
  headers: Record<string, string> = {},
): Promise<{ status: number; type: string | null; text: string }> {
  const answer = await fetch(`${fake.url}${path}`, {
    method,
    headers: {
      accept: mediaType,
      ...(body && { 'content-type': mediaType }),
      ...headers,
    },
    body: body && JSON.stringify(body),
  });
  const type = answer.headers.get('content-type');
  return { status: answer.status, type, text: await answer.text() };
}

const web: WebhookEndpoint = {
  dnsName: 'web.openova.io',
  recordType: 'A',
  targets: ['192.0.2.1'],
  recordTTL: 300,
};

describe('the fake webhook', () => {
  it('speaks the protocol', async () => {
    expect(await call('GET', '/')).toEqual({
      status: 200,
      type: mediaType,
      text: '{"include":["openova.io"]}',
    });
    expect(await call('POST', '/records', { create: [web] })).toMatchObject({
      status: 204,
      text: '',
    });
    expect(JSON.parse((await call('GET', '/records')).text)).toEqual([web]);
    const low = { ...web, recordTTL: 5 };
    const adjusted = await call('POST', '/adjustendpoints', [low]);
    expect(JSON.parse(adjusted.text)).toEqual([{ ...web, recordTTL: 60 }]);
  });

  it.each<[string, string, object | undefined, object, number]>([
    ['another path', '/zones', undefined, {}, 404],
    ['another media type', '/', undefined, { accept: '*/*' }, 406],
    ['another body', '/records', [], { 'content-type': 'text/json' }, 415],
    ['a key that nobody knows', '/records', { upsert: [web] }, {}, 400],
    ['half an update', '/records', { updateNew: [web] }, {}, 400],
    [
      'a TTL as text',
      '/records',
      { create: [{ ...web, recordTTL: '5' }] },
      {},
      400,
    ],
  ])('refuses %s', async (_what, path, body, headers, status) => {
    const method = body === undefined ? 'GET' : 'POST';
    expect(await call(method, path, body, { ...headers })).toMatchObject({
      status,
    });
  });

  it.each<[string, Partial<WebhookEndpoint>]>([
    ['an address that is none', { targets: ['x'] }],
    ['a name elsewhere', { dnsName: 'web.example.org' }],
    ['a TTL that is too low', { recordTTL: 5 }],
    ['what is there', { dnsName: 'there.openova.io' }],
    [
      'an alias beside an address',
      { dnsName: 'there.openova.io', recordType: 'CNAME', targets: ['a.b'] },
    ],
    ['a text without quotes', { recordType: 'TXT', targets: ['text'] }],
  ])('has a service that refuses %s, and then nothing', async (_what, bad) => {
    const there = { ...web, dnsName: 'there.openova.io' };
    fake.put(there);
    const create = [web, { ...web, dnsName: 'bad.openova.io', ...bad }];
    expect(await call('POST', '/records', { create })).toMatchObject({
      status: 500,
    });
    expect(fake.held).toEqual([there]);
    fake.stopsHalfway = true;
    await call('POST', '/records', { create });
    expect(fake.held).toEqual([there, web]);
  });

  it('has a service that changes only what is as it was said to be', async () => {
    fake.put(web);
    const other = { ...web, targets: ['192.0.2.9'] };
    expect(await call('POST', '/records', { delete: [other] })).toMatchObject({
      status: 500,
    });
    const update = { updateOld: [web], updateNew: [other] };
    expect(await call('POST', '/records', update)).toMatchObject({
      status: 204,
    });
    expect(fake.held).toEqual([other]);
  });
});
