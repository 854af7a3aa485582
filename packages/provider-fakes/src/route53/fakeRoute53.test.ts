import { FakeRoute53 } from './fakeRoute53';
import { HeldRecordSet } from './recordSet';

let fake: FakeRoute53;

beforeEach(async () => {
  fake = await FakeRoute53.start();
  fake.addZone({ id: 'Z1', name: 'example.org', tags: { env: 'prod' } });
});

afterEach(async () => {
  await fake.stop();
  if (fake.violations.length > 0) throw new Error(fake.violations.join('; '));
});

async function ask(
  path: string,
  options: { body?: string; key?: string } = {},
): Promise<{ status: number; xml: string }> {
  const key = options.key ?? fake.accessKeyId;
  const response = await fetch(`${fake.url}/2013-04-01${path}`, {
    method: options.body === undefined ? 'GET' : 'POST',
    body: options.body,
    headers: key
      ? {
          authorization: `AWS4-HMAC-SHA256 Credential=${key}/20260101/us-east-1/route53/aws4_request, SignedHeaders=host;x-amz-date, Signature=${'0'.repeat(
            64,
          )}`,
        }
      : {},
  });
  return { status: response.status, xml: await response.text() };
}

function batch(...changes: string[]): string {
  return `<?xml version="1.0"?><ChangeResourceRecordSetsRequest xmlns="https://route53.amazonaws.com/doc/2013-04-01/"><ChangeBatch><Changes>${changes.join(
    '',
  )}</Changes></ChangeBatch></ChangeResourceRecordSetsRequest>`;
}

function change(action: string, set: string): string {
  return `<Change><Action>${action}</Action><ResourceRecordSet>${set}</ResourceRecordSet></Change>`;
}

function plain(name: string, type: string, ...values: string[]): string {
  return `<Name>${name}</Name><Type>${type}</Type><TTL>60</TTL><ResourceRecords>${values
    .map(value => `<ResourceRecord><Value>${value}</Value></ResourceRecord>`)
    .join('')}</ResourceRecords>`;
}

function send(...changes: string[]) {
  return ask('/hostedzone/Z1/rrset/', { body: batch(...changes) });
}

describe('what is let in', () => {
  it('needs a key that is known', async () => {
    expect((await ask('/hostedzone', { key: '' })).xml).toContain(
      '<Code>MissingAuthenticationToken</Code>',
    );
    const wrong = await ask('/hostedzone', { key: 'AKIDWRONG' });
    expect(wrong.status).toBe(403);
    expect(wrong.xml).toContain('<Code>InvalidClientTokenId</Code>');
  });

  it('is what the description knows, in its order', async () => {
    const named = '<Name>a.example.org.</Name>';
    const typed = '<Type>A</Type>';
    const values =
      '<ResourceRecords><ResourceRecord><Value>192.0.2.1</Value></ResourceRecord></ResourceRecords>';
    for (const [set, why] of [
      [`${typed}${named}<TTL>60</TTL>${values}`, 'out of order'],
      [`${named}${typed}<Ttl>60</Ttl>${values}`, 'Unexpected element Ttl'],
      [`${named}<TTL>60</TTL>${values}`, 'Missing Type'],
      [`${named}<Type>WKS</Type><TTL>60</TTL>${values}`, 'must be one of'],
      [`${named}${typed}<TTL>-1</TTL>${values}`, 'is less than 0'],
      [`${named}${typed}<TTL>soon</TTL>${values}`, 'is no number'],
      [
        `${named}${typed}<TTL>60</TTL><ResourceRecords></ResourceRecords>`,
        '0 members',
      ],
      [`${named}${typed}`, 'Expected exactly one of [AliasTarget'],
      [
        `${named}${typed}<Weight>1</Weight><TTL>60</TTL>${values}`,
        'SetIdentifier',
      ],
    ]) {
      const { status, xml } = await send(change('CREATE', set));
      expect(xml).toContain('<Code>InvalidInput</Code>');
      expect(xml).toContain(why);
      expect(status).toBe(400);
    }
    expect((await ask('/hostedzone?max=1')).xml).toContain(
      'has no parameter max',
    );
    expect((await ask('/hostedzone/Z9/rrset')).xml).toContain(
      '<Code>NoSuchHostedZone</Code>',
    );
  });
});

describe('a batch', () => {
  it.each([
    [
      [change('CREATE', plain('a.example.net', 'A', '192.0.2.1'))],
      'is not permitted in zone example.org.',
    ],
    [
      [change('CREATE', plain('a.example.org', 'A', '192.0.2.256'))],
      'not a valid IPv4 address',
    ],
    [
      [change('CREATE', plain('a.example.org', 'TXT', 'no quotes'))],
      'enclosed in quotation marks',
    ],
    [
      [change('CREATE', plain('a.example.org', 'TXT', `"${'x'.repeat(256)}"`))],
      'Value is too long',
    ],
    [
      [change('CREATE', plain('a.example.org', 'A', '192.0.2.1', '192.0.2.1'))],
      'Duplicate Resource Record',
    ],
    [
      [change('CREATE', plain('example.org', 'CNAME', 'b.example.net'))],
      'not permitted at apex',
    ],
    [
      [
        change('CREATE', plain('a.example.org', 'A', '192.0.2.1')),
        change('CREATE', plain('a.example.org', 'CNAME', 'b.example.net')),
      ],
      'conflicting RRSet of type A',
    ],
    [
      [
        change('CREATE', plain('a.example.org', 'A', '192.0.2.1')),
        change('CREATE', plain('A.example.org.', 'A', '192.0.2.1')),
      ],
      'but it already exists',
    ],
    [
      [change('DELETE', plain('a.example.org', 'A', '192.0.2.1'))],
      'but it was not found',
    ],
    [
      [
        change('CREATE', plain('a.example.org', 'A', '192.0.2.1')),
        change('DELETE', plain('a.example.org', 'A', '192.0.2.2')),
      ],
      'do not match the current values',
    ],
  ])('is refused as a whole: %#', async (changes, why) => {
    const { status, xml } = await send(
      change('CREATE', plain('good.example.org', 'A', '192.0.2.1')),
      ...changes,
    );
    expect(status).toBe(400);
    expect(xml).toContain('<Code>InvalidChangeBatch</Code>');
    expect(xml).toContain(why);
    expect(fake.zones[0].records).toHaveLength(2);
  });

  it('has limits of values and characters, and UPSERT counts twice', async () => {
    const many = Array.from({ length: 501 }, (_, index) =>
      change('UPSERT', plain(`a${index}.example.org`, 'A', '192.0.2.1')),
    );
    expect((await send(...many)).xml).toContain('records limit of 1000');
    const long = Array.from({ length: 9 }, (_, index) =>
      change(
        'CREATE',
        plain(
          `a${index}.example.org`,
          'TXT',
          Array(16)
            .fill(`"${'x'.repeat(230)}"`)
            .join(' '),
        ),
      ),
    );
    expect((await send(...long)).xml).toContain('characters limit of 32000');
  });

  it('takes effect as a whole', async () => {
    const { status } = await send(
      change('CREATE', plain('*.example.org', 'A', '192.0.2.1')),
      change('DELETE', plain('\\052.example.org.', 'A', '192.0.2.1')),
      change('CREATE', plain('*.example.org', 'CNAME', 'b.example.net')),
    );
    expect(status).toBe(200);
    expect(fake.zones[0].records.at(-1)).toMatchObject({
      Name: '\\052.example.org.',
      Type: 'CNAME',
    });
  });
});

it('lists in the order of reversed labels, and from any place on', async () => {
  const set = (Name: string): HeldRecordSet => ({
    Name,
    Type: 'A',
    TTL: 60,
    ResourceRecords: [{ Value: '192.0.2.1' }],
  });
  fake.addZone({
    id: 'Z2',
    name: 'example.org',
    records: [
      'b.a.example.org',
      'a.example.org',
      'example.org',
      'a-b.example.org',
    ].map(set),
  });
  const { xml } = await ask('/hostedzone/Z2/rrset?maxitems=3');
  const names = (text: string) =>
    [...text.matchAll(/<Name>([^<]*)<\/Name>/g)].map(match => match[1]);
  expect(names(xml)).toEqual([
    'example.org.',
    'a-b.example.org.',
    'a.example.org.',
  ]);
  expect(xml).toContain('<NextRecordName>b.a.example.org.</NextRecordName>');
  const rest = await ask('/hostedzone/Z2/rrset?name=a.example.org');
  expect(names(rest.xml)).toEqual(['a.example.org.', 'b.a.example.org.']);
  expect(rest.xml).toContain('<IsTruncated>false</IsTruncated>');
});
