import Ajv from 'ajv';
import { parse } from 'yaml';
import { FakePowerDns } from './fakePowerDns';
import { RealPowerDns } from './realPowerDns';

jest.setTimeout(60_000);

const lane = RealPowerDns.isInstalled('the fake beside the real server')
  ? describe
  : describe.skip;

const digits = 'AB'.repeat(32);

/** Name without the zone, type, contents; `DELETE` instead of contents. */
type Line = [string, string, string[] | 'DELETE', number?];

/** Requests that both get, one after the other, in one zone. */
const requests: [string, ...Line[]][] = [
  ['an address', ['a', 'A', ['192.0.2.1']]],
  ['another spelling of one', ['b', 'AAAA', ['2001:0DB8:0:0::1']]],
  ['no address', ['c', 'A', ['x']]],
  ['no IPv6 address', ['c', 'AAAA', ['x']]],
  ['good and bad', ['d', 'A', ['192.0.2.1']], ['e', 'A', ['x']]],
  ['a value twice', ['c', 'A', ['192.0.2.1', '192.0.2.1']]],
  ['a set twice', ['c', 'A', ['192.0.2.1']], ['c', 'A', ['192.0.2.2']]],
  ['a name elsewhere', ['x.example.org.', 'A', ['192.0.2.1']]],
  ['a name without a dot', ['nodot.z', 'A', ['192.0.2.1']]],
  ['a name that is none', ['a..b', 'A', ['192.0.2.1']]],
  ['letters outside of ASCII', ['bü', 'A', ['192.0.2.1']]],
  ['capitals', ['Capital', 'A', ['192.0.2.1']]],
  ['a wildcard', ['*.w', 'A', ['192.0.2.1']]],
  ['an alias', ['www', 'CNAME', ['Web.example.org.']]],
  ['an alias without its dot', ['www2', 'CNAME', ['web.example.org']]],
  ['two aliases', ['www3', 'CNAME', ['a.example.org.', 'b.example.org.']]],
  ['an alias beside an address', ['a', 'CNAME', ['b.example.org.']]],
  ['an address beside an alias', ['www', 'A', ['192.0.2.1']]],
  ['an alias at the apex', ['', 'CNAME', ['b.example.org.']]],
  [
    'an alias in the place of an address',
    ['a', 'A', 'DELETE'],
    ['a', 'CNAME', ['b.example.org.']],
  ],
  [
    'an alias before its place is free',
    ['b', 'CNAME', ['b.example.org.']],
    ['b', 'AAAA', 'DELETE'],
  ],
  ['a text', ['t', 'TXT', ['"say \\"yes\\" in C:\\\\dns; x"', '"a" "b"']]],
  ['a long text', ['t2', 'TXT', [`"${'x'.repeat(600)}"`]]],
  ['no text', ['t3', 'TXT', ['""']]],
  ['a text without quotes', ['t4', 'TXT', ['text']]],
  ['strings far apart', ['t5', 'TXT', ['"a"   "b"']]],
  ['a mail server', ['', 'MX', ['10 Mail.example.org.']]],
  ['a mail server without its dot', ['m', 'MX', ['10 mail.example.org']]],
  ['a service', ['_s._tcp', 'SRV', ['10 5 443 host.example.org.']]],
  ['an authority', ['', 'CAA', ['0 issue "ca.example.org"']]],
  ['an authority without quotes', ['k', 'CAA', ['0 issue ca.example.org']]],
  [
    'a pointer to an authority',
    ['n', 'NAPTR', ['100 10 "u" "E2U+sip" "!^.*$!sip:desk@example.org!" .']],
  ],
  ['digits in capitals', ['d1', 'TLSA', [`3 1 1 ${digits}`]]],
  ['a key print', ['d2', 'SSHFP', [`4 2 ${digits}`]]],
  ['a signer', ['d3', 'DS', [`60485 13 2 ${digits}`]]],
  ['a binding', ['h', 'HTTPS', ['1 . alpn=h2']]],
  ['a binding with quotes', ['h2', 'HTTPS', ['1 . alpn="h2"']]],
  ['an address behind a name', ['al', 'ALIAS', ['web.example.org.']]],
  ['a type that nobody knows', ['f', 'FOO', ['x']]],
  ['nothing to delete', ['none', 'A', 'DELETE']],
  ['nothing in the place of something', ['t3', 'TXT', []]],
];

lane('the fake of PowerDNS, and PowerDNS', () => {
  let real: RealPowerDns;
  let fake: FakePowerDns;

  beforeAll(async () => {
    real = await RealPowerDns.start();
    fake = await FakePowerDns.start();
    await real.addZone('z.openova.io');
    fake.addZone('z.openova.io');
  });
  afterAll(async () => {
    await fake?.stop();
    await real?.stop();
  });

  async function ask(
    server: { url: string; apiKey: string },
    method: string,
    path: string,
    body?: object,
  ): Promise<{ status: number; body: unknown }> {
    const root = `${server.url}/api/v1/servers/localhost`;
    const answer = await fetch(`${root}${path}`, {
      method,
      headers: { 'x-api-key': server.apiKey },
      body: body && JSON.stringify(body),
    });
    const text = await answer.text();
    const isJson = /^[[{]/.test(text);
    return { status: answer.status, body: isJson ? JSON.parse(text) : text };
  }

  const zone = '/zones/z.openova.io.';

  /** All sets but the SOA, whose serial is the server's. */
  async function held(server: { url: string; apiKey: string }) {
    const { body } = await ask(server, 'GET', zone);
    const { rrsets } = body as {
      rrsets: { name: string; type: string; records: object[] }[];
    };
    return rrsets
      .filter(({ type }) => type !== 'SOA')
      .map(set => ({ ...set, records: sorted(set.records) }))
      .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  }

  it.each(requests)('say the same to %s', async (_what, ...lines) => {
    const rrsets = lines.map(([label, type, contents, ttl = 300]) => ({
      name: nameOf(label),
      type,
      ...(contents === 'DELETE'
        ? { changetype: 'DELETE' }
        : {
            changetype: 'REPLACE',
            ttl,
            records: contents.map(content => ({ content, disabled: false })),
          }),
    }));
    const told = await ask(real, 'PATCH', zone, { rrsets });
    const ours = await ask(fake, 'PATCH', zone, { rrsets });
    expect(ours.status).toBe(told.status);
    expect(whom(ours.body)).toBe(whom(told.body));
    expect(await held(fake)).toEqual(await held(real));
  });

  it('say the same to strangers, and of zones that are not there', async () => {
    for (const [method, path, apiKey] of [
      ['GET', '/zones', 'another'],
      ['GET', '/zones/none.example.org.', undefined],
      ['PATCH', '/zones/none.example.org.', undefined],
    ]) {
      const body = method === 'PATCH' ? { rrsets: [] } : undefined;
      const answers = [real, fake].map(({ url, apiKey: own }) =>
        ask({ url, apiKey: apiKey ?? own }, `${method}`, `${path}`, body),
      );
      const [told, ours] = await Promise.all(answers);
      expect(ours.status).toBe(told.status);
    }
  });

  it('answer as the server describes itself', async () => {
    const docs = await fetch(`${real.url}/api/docs`, {
      headers: { 'x-api-key': real.apiKey, accept: 'application/x-yaml' },
    });
    const { definitions } = parse(await docs.text());
    // `changetype` is of requests alone, whatever the description says.
    definitions.RRSet.required = ['name', 'type', 'ttl', 'records'];
    const ajv = new Ajv({
      strict: false,
      schemas: [{ $id: 'description', definitions }],
    });
    for (const server of [real, fake]) {
      for (const [path, kind] of [
        ['/zones?dnssec=false', 'Zones'],
        [zone, 'Zone'],
      ]) {
        const { body } = await ask(server, 'GET', path);
        const validate = ajv.getSchema(`description#/definitions/${kind}`);
        validate?.(body);
        expect(validate?.errors).toBeNull();
      }
    }
  });
});

function nameOf(label: string): string {
  if (label.endsWith('.') || label.endsWith('.z')) return label;
  return label === '' ? 'z.openova.io.' : `${label}.z.openova.io.`;
}

/** The name and type that a refusal is about. */
function whom(body: unknown): string {
  const { error = '' } = Object(body) as { error?: string };
  return /^(?:Record|RRset) \S+(?: IN [A-Z]+)?/.exec(error)?.[0] ?? '';
}

function keyOf({ name, type }: { name: string; type: string }): string {
  return `${name.toLowerCase()} ${type}`;
}

function sorted(records: object[]): object[] {
  return [...records].sort((a, b) =>
    JSON.stringify(a) < JSON.stringify(b) ? -1 : 1,
  );
}
