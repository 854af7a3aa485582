import { FakePowerDns } from './fakePowerDns';
import { FakePowerDnsZone } from './zone';

let fake: FakePowerDns;
let zone: FakePowerDnsZone;

beforeEach(async () => {
  fake = await FakePowerDns.start();
  zone = fake.addZone('openova.io');
});

afterEach(() => fake.stop());

async function call(
  method: string,
  path: string,
  body?: object,
  key = fake.apiKey,
): Promise<{ status: number; said: string }> {
  const root = `${fake.url}/api/v1/servers/localhost`;
  const answer = await fetch(`${root}${path}`, {
    method,
    headers: { 'x-api-key': key },
    body: body && JSON.stringify(body),
  });
  return { status: answer.status, said: await answer.text() };
}

const set = (
  name: string,
  type: string,
  contents: readonly string[],
  more: object = {},
) => ({
  name,
  type,
  ttl: 300,
  changetype: 'REPLACE',
  records: contents.map(content => ({ content })),
  ...more,
});

const patch = (...rrsets: object[]) =>
  call('PATCH', '/zones/openova.io.', { rrsets });

describe('the fake of PowerDNS', () => {
  it.each<[string, object, string]>([
    [
      'an address that is none',
      set('a.openova.io.', 'A', ['x']),
      "Record a.openova.io./A 'x'",
    ],
    [
      'a text without quotes',
      set('a.openova.io.', 'TXT', ['text']),
      'Not in expected format',
    ],
    [
      'a mail server without its dot',
      set('a.openova.io.', 'MX', ['10 mail.example.org']),
      'Not in expected format',
    ],
    [
      'a name without its dot',
      set('a.openova.io', 'A', ['192.0.2.1']),
      'is not canonical',
    ],
    [
      'a name elsewhere',
      set('a.example.org.', 'A', ['192.0.2.1']),
      'Name is out of zone',
    ],
    [
      'letters outside of ASCII',
      set('bü.openova.io.', 'A', ['192.0.2.1']),
      'unsupported characters',
    ],
    [
      'a value twice',
      set('a.openova.io.', 'A', ['192.0.2.1', '192.0.2.1']),
      'Duplicate record in RRset a.openova.io. IN A',
    ],
    [
      'two aliases',
      set('a.openova.io.', 'CNAME', ['a.example.org.', 'b.example.org.']),
      'has more than one record',
    ],
    [
      'an alias at the apex',
      set('openova.io.', 'CNAME', ['a.example.org.']),
      'Conflicts with pre-existing RRset',
    ],
    [
      'a type that nobody knows',
      set('a.openova.io.', 'FOO', ['x']),
      'unknown type given',
    ],
    [
      'a key that nobody knows',
      set('a.openova.io.', 'A', ['192.0.2.1'], { weight: 1 }),
      'additional properties',
    ],
  ])('refuses %s, and then all of it', async (_what, bad, said) => {
    const before = zone.sets;
    const answer = await patch(
      set('good.openova.io.', 'A', ['192.0.2.1']),
      bad,
    );
    expect(answer.status).toBe(422);
    expect(answer.said).toContain(said);
    expect(zone.sets).toEqual(before);
  });

  it('does one after the other', async () => {
    zone.put('a.openova.io.', 'A', 300, ['192.0.2.1']);
    const alias = set('a.openova.io.', 'CNAME', ['b.example.org.']);
    const gone = { name: 'a.openova.io.', type: 'A', changetype: 'DELETE' };
    expect(await patch(alias, gone)).toMatchObject({ status: 422 });
    expect(await patch(gone, alias)).toMatchObject({ status: 204 });
    expect(zone.at('a.openova.io.', 'CNAME')).toBeDefined();
  });

  it('spells addresses anew, and keeps comments', async () => {
    zone.put('a.openova.io.', 'AAAA', 300, [], { comment: 'kept' });
    await patch(set('a.openova.io.', 'AAAA', ['2001:0DB8::0:1']));
    expect(zone.at('a.openova.io.', 'AAAA')).toMatchObject({
      records: [{ content: '2001:db8::1' }],
      comments: [{ content: 'kept' }],
    });
  });

  it('shows by name only what is switched on', async () => {
    zone.put('a.openova.io.', 'A', 300, ['192.0.2.1'], {
      disabled: ['192.0.2.2'],
    });
    const contents = async (query: string) => {
      const { said } = await call('GET', `/zones/openova.io.${query}`);
      return said.match(/192\.0\.2\.\d/g);
    };
    expect(await contents('')).toEqual(['192.0.2.1', '192.0.2.2']);
    expect(await contents('?rrset_name=a.openova.io.')).toEqual(['192.0.2.1']);
  });

  it('has one key, zones that it knows, and a largest body', async () => {
    expect(await call('GET', '/zones', undefined, 'other')).toEqual({
      status: 401,
      said: 'Unauthorized',
    });
    expect(await call('GET', '/zones/example.org.')).toEqual({
      status: 404,
      said: 'Not Found',
    });
    const text = `"${'x'.repeat(2 * 1024 * 1024)}"`;
    expect(await patch(set('a.openova.io.', 'TXT', [text]))).toEqual({
      status: 400,
      said: 'Bad Request',
    });
  });
});
