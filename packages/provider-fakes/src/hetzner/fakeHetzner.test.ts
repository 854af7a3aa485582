import { FakeHetzner } from './fakeHetzner';
import { answerSchemas } from './schemas';
import { FakeZone } from './zone';

let fake: FakeHetzner;
let zone: FakeZone;

beforeEach(async () => {
  fake = await FakeHetzner.start();
  fake.actions.polls = 0;
  zone = fake.addZone({ name: 'openova.io' });
});

afterEach(() => fake.stop());

async function call(
  method: string,
  path: string,
  body?: unknown,
  authorization = `Bearer ${fake.apiToken}`,
) {
  const response = await fetch(`${fake.url}${path}`, {
    method,
    headers: { authorization },
    body: typeof body === 'object' ? JSON.stringify(body) : String(body ?? ''),
    ...(method === 'GET' && { body: undefined }),
  });
  const answer = await response.json();
  if (response.status >= 400) {
    expect(answerSchemas.failure(answer)).toBe(true);
  }
  return { status: response.status, code: answer.error?.code, answer };
}

const sets = () => `/zones/${zone.id}/rrsets`;
const create = (body: object) => call('POST', sets(), body);
const act = (name: string, type: string, action: string, body: unknown) =>
  call('POST', `${sets()}/${name}/${type}/actions/${action}`, body);

const a = (more: object = {}) => ({
  name: 'web',
  type: 'A',
  records: [{ value: '192.0.2.1' }],
  ...more,
});

describe('the fake of Hetzner', () => {
  it.each<[string, object, number, string]>([
    ['no records', { ...a(), records: [] }, 422, 'invalid_input'],
    ['a TTL below 60', a({ ttl: 59 }), 422, 'invalid_input'],
    ['a type that is none', a({ type: 'ALIAS' }), 422, 'invalid_input'],
    ['a key that nobody knows', a({ proxied: true }), 422, 'invalid_input'],
    [
      'the zone in the name',
      a({ name: 'web.openova.io' }),
      422,
      'invalid_input',
    ],
    ['capitals in the name', a({ name: 'Web' }), 422, 'invalid_input'],
    ['a dot after the name', a({ name: 'web.' }), 422, 'invalid_input'],
    ['a name outside of ASCII', a({ name: 'bücher' }), 422, 'invalid_input'],
    [
      'a value twice',
      a({ records: [{ value: '192.0.2.1' }, { value: '192.0.2.1' }] }),
      422,
      'invalid_input',
    ],
    ['a second SOA', a({ name: '@', type: 'SOA' }), 422, 'invalid_input'],
  ])('refuses %s', async (_, body, status, code) => {
    expect(await create(body)).toMatchObject({ status, code });
    expect(zone.recordSets).toHaveLength(2);
  });

  it.each([
    ['A', '192.0.2.256'],
    ['A', '2001:db8::1'],
    ['AAAA', '192.0.2.1'],
    ['CNAME', 'two words'],
    ['CNAME', `${'x'.repeat(64)}.example.org.`],
    ['MX', 'mail.example.org.'],
    ['SRV', '1 2 host.example.org.'],
    ['CAA', '0 issue ca.example.org'],
    ['DS', '1 13 2 xyz'],
    ['TLSA', '4 1 1 00'],
    ['HTTPS', '1'],
    ['TXT', 'no quotes'],
    ['TXT', `"${'x'.repeat(256)}"`],
    ['TXT', '"a" b'],
  ])('refuses %s %s', async (type, value) => {
    const body = a({ type, records: [{ value }] });
    expect(await create(body)).toMatchObject({ code: 'invalid_input' });
  });

  it('creates only what is not there, and no CNAME beside others', async () => {
    expect(await create(a())).toMatchObject({ status: 201 });
    expect(await create(a())).toMatchObject({
      status: 409,
      code: 'uniqueness_error',
    });
    const alias = a({ type: 'CNAME', records: [{ value: 'host' }] });
    expect(await create(alias)).toMatchObject({ code: 'invalid_input' });
    await create({ ...alias, name: 'alias' });
    expect(await create(a({ name: 'alias' }))).toMatchObject({
      code: 'invalid_input',
    });
    expect(await create({ ...alias, name: '@' })).toMatchObject({
      code: 'invalid_input',
    });
  });

  it('changes values and TTL apart', async () => {
    await create(a({ ttl: 300 }));
    const records = [{ value: '192.0.2.2', comment: 'new' }];
    await act('web', 'A', 'set_records', { records });
    expect(zone.find('web', 'A')).toMatchObject({ ttl: 300, records });
    await act('web', 'A', 'change_ttl', { ttl: null });
    expect(zone.find('web', 'A')).toMatchObject({ ttl: null, records });
    const refused = [
      await act('web', 'A', 'change_ttl', {}),
      await act('web', 'A', 'set_records', { records, ttl: 60 }),
      await act('web', 'A', 'set_records', {
        records: Array.from({ length: 51 }, (_, index) => ({
          value: `192.0.2.${index}`,
        })),
      }),
    ];
    for (const each of refused) {
      expect(each).toMatchObject({ status: 422, code: 'invalid_input' });
    }
    expect(await act('web', 'AAAA', 'set_records', { records })).toMatchObject({
      status: 404,
      code: 'not_found',
    });
  });

  it('adds and removes values; the last one takes the set with it', async () => {
    const one = { records: [{ value: '192.0.2.1' }] };
    const two = { records: [{ value: '192.0.2.2' }] };
    await act('new', 'A', 'add_records', { ...one, ttl: 60 });
    expect(
      await act('new', 'A', 'add_records', { ...two, ttl: 61 }),
    ).toMatchObject({ code: 'invalid_input' });
    await act('new', 'A', 'add_records', two);
    expect(zone.find('new', 'A')?.records).toHaveLength(2);
    expect(
      await act('new', 'A', 'remove_records', {
        records: [{ value: '192.0.2.3' }],
      }),
    ).toMatchObject({ code: 'invalid_input' });
    await act('new', 'A', 'remove_records', one);
    await act('new', 'A', 'remove_records', two);
    expect(zone.find('new', 'A')).toBeUndefined();
  });

  it('lets nobody change what is protected, but the protection', async () => {
    await create(a());
    await act('web', 'A', 'change_protection', { change: true });
    expect(await act('web', 'A', 'change_ttl', { ttl: 60 })).toMatchObject({
      status: 423,
      code: 'protected',
    });
    expect(await call('DELETE', `${sets()}/web/A`)).toMatchObject({
      code: 'protected',
    });
    await act('web', 'A', 'change_protection', { change: false });
    expect(await call('DELETE', `${sets()}/web/A`)).toMatchObject({
      status: 201,
    });
  });

  it('does what it took when the action is done, and locks the set until then', async () => {
    fake.actions.polls = 2;
    const { answer } = await create(a());
    expect(answer.action).toMatchObject({ status: 'running', finished: null });
    expect(zone.find('web', 'A')).toBeUndefined();
    expect(await create(a())).toMatchObject({ status: 423, code: 'locked' });
    const { id } = answer.action;
    await call('GET', `/actions/${id}`);
    expect(zone.find('web', 'A')).toBeUndefined();
    const polled = await call('GET', `/actions?id=${id}&id=1`);
    expect(polled.answer.actions).toMatchObject([{ id, status: 'success' }]);
    expect(zone.find('web', 'A')).toBeDefined();
    expect(await create(a())).toMatchObject({ code: 'uniqueness_error' });
    expect(await call('GET', '/actions/1')).toMatchObject({ status: 404 });
    expect(await call('GET', '/actions')).toMatchObject({ status: 422 });
  });

  it('fails at what cannot be done any more when its turn comes', async () => {
    fake.actions.polls = 1;
    const alias = a({ type: 'CNAME', records: [{ value: 'host' }] });
    const ids = [await create(a()), await create(alias)].map(
      ({ answer }) => answer.action.id,
    );
    const polled = await call('GET', `/actions?id=${ids[0]}&id=${ids[1]}`);
    expect(polled.answer.actions).toMatchObject([
      { status: 'success', error: null },
      { status: 'error', error: { code: 'invalid_input' } },
    ]);
    expect(zone.find('web', 'CNAME')).toBeUndefined();
  });

  it('pages, and tells how many there are', async () => {
    for (let index = 0; index < 5; index += 1) {
      zone.put(a({ name: `host-${index}` }) as Parameters<FakeZone['put']>[0]);
    }
    const { answer } = await call('GET', `${sets()}?page=2&per_page=3`);
    expect(answer.rrsets).toHaveLength(3);
    expect(answer.meta.pagination).toEqual({
      page: 2,
      per_page: 3,
      previous_page: 1,
      next_page: 3,
      last_page: 3,
      total_entries: 7,
    });
    const filters = 'name=host-1&type=A&type=AAAA';
    const filtered = await call('GET', `${sets()}?${filters}`);
    expect(filtered.answer.rrsets).toHaveLength(1);
    for (const query of ['per_page=101', 'page=0', 'sort=x', 'filter=x']) {
      expect(await call('GET', `${sets()}?${query}`)).toMatchObject({
        code: 'invalid_input',
      });
    }
    expect(await call('GET', '/zones?per_page=51')).toMatchObject({
      code: 'invalid_input',
    });
  });

  it('finds zones by id and name, and has no record sets of secondary ones', async () => {
    const { id } = fake.addZone({
      name: 'copy.example.org',
      mode: 'secondary',
    });
    for (const path of [`/zones/${id}`, '/zones/copy.example.org']) {
      const { answer } = await call('GET', path);
      expect(answer.zone).toMatchObject({ id, mode: 'secondary' });
    }
    expect(await call('GET', `/zones/${id}/rrsets`)).toMatchObject({
      status: 422,
      code: 'incorrect_zone_mode',
    });
    expect(await call('GET', '/zones/nobody.example.org')).toMatchObject({
      status: 404,
    });
  });

  it('lets nobody in without the token, and no JSON that is none', async () => {
    expect(await call('GET', '/zones', undefined, 'Bearer x')).toMatchObject({
      status: 401,
      code: 'unauthorized',
    });
    expect(await call('POST', sets(), '{')).toMatchObject({
      status: 400,
      code: 'json_error',
    });
    expect(await call('DELETE', '/zones')).toMatchObject({ status: 405 });
    expect(await call('GET', '/servers')).toMatchObject({ status: 404 });
  });

  it('counts the requests of the hour', async () => {
    fake.remaining = 1;
    const headers = { authorization: `Bearer ${fake.apiToken}` };
    const last = await fetch(`${fake.url}/zones`, { headers });
    expect(last.headers.get('ratelimit-limit')).toBe('3600');
    expect(last.headers.get('ratelimit-remaining')).toBe('0');
    expect(last.headers.get('ratelimit-reset')).toMatch(/^\d+$/);
    expect(await call('GET', '/zones')).toMatchObject({
      status: 429,
      code: 'rate_limit_exceeded',
    });
  });
});
