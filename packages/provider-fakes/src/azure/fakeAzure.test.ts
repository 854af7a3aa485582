import { FakeAzure } from './fakeAzure';
import { FakeZone } from './zone';

let fake: FakeAzure;
let zone: FakeZone;

beforeEach(async () => {
  fake = await FakeAzure.start();
  zone = fake.addZone({ name: 'openova.io' });
});

afterEach(() => fake.stop());

interface Sent {
  body?: unknown;
  headers?: Record<string, string>;
  query?: string;
}

/** A request below the zone, and what was answered. */
async function send(method: string, path: string, sent: Sent = {}) {
  const { body, headers, query = 'api-version=2018-05-01' } = sent;
  const response = await fetch(
    `${fake.url}${fake.idOf(zone)}${path}?${query}`,
    {
      method,
      headers: {
        authorization: `Bearer ${fake.identity.token}`,
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    },
  );
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: text === '' ? undefined : JSON.parse(text),
  };
}

function a(...addresses: string[]) {
  const ARecords = addresses.map(ipv4Address => ({ ipv4Address }));
  return { properties: { TTL: 300, ARecords } };
}

const put = (path: string, properties: object, headers = {}) =>
  send('PUT', path, {
    body: { properties: { TTL: 300, ...properties } },
    headers,
  });

describe('preconditions', () => {
  it('hold or nothing is done', async () => {
    const none = { 'if-none-match': '*' };
    const made = await send('PUT', '/A/web', {
      body: a('192.0.2.1'),
      headers: none,
    });
    expect(made.status).toBe(201);
    const second = await send('PUT', '/A/web', {
      body: a('192.0.2.2'),
      headers: none,
    });
    expect(second).toMatchObject({
      status: 412,
      body: { code: 'PreconditionFailed' },
    });
    const headers = { 'if-match': made.body.etag };
    const changed = await send('PUT', '/A/web', {
      body: a('192.0.2.3'),
      headers,
    });
    expect(changed.status).toBe(200);
    expect(changed.body.etag).not.toBe(made.body.etag);
    expect((await send('DELETE', '/A/web', { headers })).status).toBe(412);
    const now = { 'if-match': changed.body.etag };
    expect((await send('DELETE', '/A/WEB', { headers: now })).status).toBe(200);
    expect((await send('DELETE', '/A/web')).status).toBe(204);
    const gone = { body: a('192.0.2.3'), headers: now };
    expect((await send('PUT', '/A/web', gone)).status).toBe(412);
  });
});

describe('record sets', () => {
  it.each([
    ['an address that is none', '/A/web', { ARecords: [{ ipv4Address: 'x' }] }],
    ['no TTL', '/A/web', { TTL: undefined, ARecords: [] }],
    ['a TTL of 0', '/A/web', { TTL: 0, ARecords: [] }],
    ['values of another type', '/A/web', { AAAARecords: [] }],
    ['what is not described', '/A/web', { ARecords: [{ ip: '192.0.2.1' }] }],
    ['a number as a text', '/MX/web', { MXRecords: [{ preference: '1' }] }],
    [
      'one value twice',
      '/A/web',
      {
        ARecords: ['192.0.2.1', '192.0.2.1'].map(ipv4Address => ({
          ipv4Address,
        })),
      },
    ],
    [
      'more than 20 values',
      '/PTR/web',
      {
        PTRRecords: Array.from({ length: 21 }, (_, index) => ({
          ptrdname: `host-${index}.example.org`,
        })),
      },
    ],
    [
      'a long string',
      '/TXT/web',
      { TXTRecords: [{ value: ['x'.repeat(256)] }] },
    ],
    [
      'a long text',
      '/TXT/web',
      { TXTRecords: [{ value: Array(17).fill('x'.repeat(250)) }] },
    ],
    [
      'a CNAME at the apex',
      '/CNAME/@',
      { CNAMERecord: { cname: 'a.example.org' } },
    ],
    ['a wildcard NS', '/NS/*', { NSRecords: [{ nsdname: 'a.example.org' }] }],
    ['a star within a name', '/A/web.*', { ARecords: [] }],
    ['another apex NS', '/NS/@', { NSRecords: [{ nsdname: 'a.example.org' }] }],
    ['an alias of a text', '/TXT/web', { targetResource: { id: '/x' } }],
  ])('%s is refused', async (_, path, properties) => {
    expect(await put(path, properties)).toMatchObject({
      status: 400,
      body: { code: 'BadRequest' },
    });
    expect(zone.sets).toHaveLength(2);
  });

  it('a CNAME stands alone', async () => {
    const cname = { CNAMERecord: { cname: 'www.example.org' } };
    expect((await put('/CNAME/web', cname)).status).toBe(201);
    expect((await put('/TXT/web', { TXTRecords: [] })).status).toBe(409);
    zone.seed('A', 'other', a('192.0.2.1').properties);
    expect((await put('/CNAME/other', cname)).status).toBe(409);
  });

  it("the zone's own stay", async () => {
    for (const path of ['/SOA/@', '/NS/@']) {
      expect((await send('DELETE', path)).status).toBe(400);
    }
  });
});

describe('requests', () => {
  it('in an unknown version, with an unknown parameter, above a page', async () => {
    expect(
      await send('GET', '/recordsets', { query: 'api-version=2015-05-04' }),
    ).toMatchObject({
      status: 400,
      body: { error: { code: 'NoRegisteredProviderFound' } },
    });
    for (const query of ['$filter=x', '$top=1001', '$top=0']) {
      const all = `api-version=2018-05-01&${query}`;
      expect((await send('GET', '/recordsets', { query: all })).status).toBe(
        400,
      );
    }
  });

  it('without the token, or with an older one', async () => {
    const headers = { authorization: 'Bearer other' };
    expect(await send('GET', '/recordsets', { headers })).toMatchObject({
      status: 401,
      body: { error: { code: 'InvalidAuthenticationToken' } },
    });
    const response = await fetch(`${fake.url}${fake.idOf(zone)}`);
    expect(response.status).toBe(401);
  });

  it('for a zone that is gone', async () => {
    fake.removeZone(zone);
    expect(await send('GET', '/recordsets')).toMatchObject({
      status: 404,
      body: { error: { code: 'ParentResourceNotFound' } },
    });
  });

  it('are listed with the next page, and counted', async () => {
    zone.seed('A', 'web', a('192.0.2.1').properties);
    const first = await send('GET', '/recordsets', {
      query: 'api-version=2018-05-01&$top=2',
    });
    expect(first.body.value).toHaveLength(2);
    const next = await fetch(first.body.nextLink, {
      headers: { authorization: `Bearer ${fake.identity.token}` },
    });
    expect(await next.json()).toMatchObject({ value: [{ name: 'web' }] });
    expect(fake.callCounts()).toEqual({ 'GET RecordSets_ListByDnsZone': 2 });
  });
});

describe('faults', () => {
  it('before and after a write took effect', async () => {
    fake.faults.set({ kind: 'fails before write' }, 1);
    expect((await put('/A/web', { ARecords: [] })).status).toBe(500);
    expect(zone.get('A', 'web')).toBeUndefined();
    fake.faults.set({ kind: 'fails after write' }, 1);
    expect((await put('/A/web', { ARecords: [] })).status).toBe(500);
    expect(zone.get('A', 'web')).toBeDefined();
  });

  it('too many writes of one zone', async () => {
    zone.writesLeft = 1;
    expect((await put('/A/web', { ARecords: [] })).status).toBe(201);
    const answer = await put('/A/other', { ARecords: [] });
    expect(answer.status).toBe(429);
    expect(answer.headers.get('retry-after')).toBe('10');
  });
});
