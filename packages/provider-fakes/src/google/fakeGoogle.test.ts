import { FakeGoogle } from './fakeGoogle';
import { HeldRecordSet } from './recordSet';

let fake: FakeGoogle;

beforeEach(async () => {
  fake = await FakeGoogle.start();
  fake.addZone({ name: 'openova-io', dnsName: 'openova.io' });
});

afterEach(() => stopped());

/** What it answered has to be as described, too. */
async function stopped(): Promise<void> {
  await fake.stop();
  expect(fake.violations).toEqual([]);
}

interface Answer {
  status: number;
  body: {
    error?: { message: string; errors: { reason: string; message: string }[] };
    rrsets?: HeldRecordSet[];
    nextPageToken?: string;
    status?: string;
    id?: string;
  };
}

async function ask(
  path: string,
  body?: unknown,
  token: string | undefined = fake.accessToken,
): Promise<Answer> {
  const response = await fetch(`${fake.url}/dns/v1/projects/${path}`, {
    ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
    headers: token === '' ? {} : { authorization: `Bearer ${token}` },
  });
  return { status: response.status, body: await response.json() };
}

const zonePath = 'demo-project/managedZones/openova-io';

function set(more: Partial<HeldRecordSet> = {}): HeldRecordSet {
  return {
    name: 'web.openova.io.',
    type: 'A',
    ttl: 300,
    rrdatas: ['192.0.2.1'],
    ...more,
  };
}

const change = (body: unknown) => ask(`${zonePath}/changes`, body);

async function reasonsOf(answer: Promise<Answer>) {
  const { status, body } = await answer;
  return [status, ...(body.error?.errors.map(({ reason }) => reason) ?? [])];
}

describe('who asks', () => {
  it('has a token, and one that is good for the method', async () => {
    const reader = fake.logins.issue([
      'https://www.googleapis.com/auth/ndev.clouddns.readonly',
    ]);
    expect(await reasonsOf(ask(zonePath, undefined, ''))).toEqual([
      401,
      'required',
    ]);
    expect(await reasonsOf(ask(zonePath, undefined, 'another'))).toEqual([
      401,
      'authError',
    ]);
    expect(await reasonsOf(ask(zonePath, undefined, reader))).toEqual([200]);
    const write = ask(`${zonePath}/changes`, { additions: [set()] }, reader);
    expect(await reasonsOf(write)).toEqual([403, 'insufficientPermissions']);
  });

  it('asks for what there is', async () => {
    expect(await reasonsOf(ask('other/managedZones'))).toEqual([
      403,
      'forbidden',
    ]);
    expect(await reasonsOf(ask('demo-project/managedZones/none'))).toEqual([
      404,
      'notFound',
    ]);
    expect(await reasonsOf(ask('demo-project/zones'))).toEqual([
      404,
      'notFound',
    ]);
    const [{ id }] = fake.zones;
    const path = `demo-project/managedZones/${id}/rrsets`;
    expect(await reasonsOf(ask(path))).toEqual([200]);
  });

  it.each([
    ['maxResult=1', 'badRequest'],
    ['maxResults=many', 'invalid'],
    ['maxResults=0', 'invalid'],
    ['name=web.openova.io', 'invalid'],
    ['type=A', 'required'],
  ])('asks with parameters that are there: %s', async (query, reason) => {
    expect(await reasonsOf(ask(`${zonePath}/rrsets?${query}`))).toEqual([
      400,
      reason,
    ]);
  });
});

describe('a change', () => {
  it.each<[string, unknown, (string | number)[]]>([
    ['empty', {}, [400, 'required']],
    ['of an unknown field', { upserts: [] }, [400, 'badRequest']],
    ['of a wrong type', { additions: [{ ttl: '300' }] }, [400, 'badRequest']],
    [
      'of a relative name',
      { additions: [set({ name: 'web.openova.io' })] },
      [400, 'invalid'],
    ],
    [
      'outside of the zone',
      { additions: [set({ name: 'web.example.org.' })] },
      [400, 'invalid'],
    ],
    [
      'of an IDN as it is written',
      { additions: [set({ name: 'bücher.openova.io.' })] },
      [400, 'invalid'],
    ],
    [
      'of an unknown type',
      { additions: [set({ type: 'LOC' })] },
      [400, 'invalid'],
    ],
    ['of a negative TTL', { additions: [set({ ttl: -1 })] }, [400, 'invalid']],
    ['without values', { additions: [set({ rrdatas: [] })] }, [400, 'invalid']],
    [
      'of two broken values',
      { additions: [set({ rrdatas: ['a', '192.0.2.1', 'b'] })] },
      [400, 'invalid', 'invalid'],
    ],
    [
      'of a relative target',
      { additions: [set({ type: 'CNAME', rrdatas: ['www.example.org'] })] },
      [400, 'invalid'],
    ],
    [
      'of a text without quotes',
      { additions: [set({ type: 'TXT', rrdatas: ['v=spf1 -all'] })] },
      [400, 'invalid'],
    ],
    [
      'of a text of one long string',
      { additions: [set({ type: 'TXT', rrdatas: [`"${'x'.repeat(256)}"`] })] },
      [400, 'invalid'],
    ],
    [
      'of a CNAME at the apex',
      {
        additions: [
          set({
            name: 'openova.io.',
            type: 'CNAME',
            rrdatas: ['www.example.org.'],
          }),
        ],
      },
      [400, 'invalidZoneApex'],
    ],
    [
      'of a CNAME beside an address',
      {
        additions: [
          set(),
          set({ type: 'CNAME', rrdatas: ['www.example.org.'] }),
        ],
      },
      [400, 'cnameResourceRecordSetConflict', 'cnameResourceRecordSetConflict'],
    ],
    ['of what is not there', { deletions: [set()] }, [404, 'notFound']],
  ])('%s is refused', async (_, body, reasons) => {
    const before = fake.zones[0].records;
    expect(await reasonsOf(change(body))).toEqual(reasons);
    expect(fake.zones[0].records).toEqual(before);
  });

  it('takes away exactly what stands, whatever the order of its values', async () => {
    const held = set({ rrdatas: ['192.0.2.1', '192.0.2.2'] });
    expect(await reasonsOf(change({ additions: [held] }))).toEqual([200]);
    expect(await reasonsOf(change({ additions: [held] }))).toEqual([
      409,
      'alreadyExists',
    ]);
    for (const other of [
      { ...held, ttl: 60 },
      { ...held, rrdatas: ['192.0.2.1'] },
    ]) {
      const other_ = change({ deletions: [other] });
      expect(await reasonsOf(other_)).toEqual([412, 'conditionNotMet']);
    }
    const turned = { ...held, rrdatas: ['192.0.2.2', '192.0.2.1'] };
    expect(
      await reasonsOf(change({ deletions: [turned], additions: [set()] })),
    ).toEqual([200]);
  });

  it("exchanges the zone's own sets, and never takes them away", async () => {
    const { body } = await ask(`${zonePath}/rrsets?name=openova.io.&type=NS`);
    const [own] = body.rrsets ?? [];
    const { kind: _, ...ns } = { kind: '', ...own };
    expect(await reasonsOf(change({ deletions: [ns] }))).toEqual([
      400,
      'invalid',
    ]);
    expect(
      await reasonsOf(
        change({ deletions: [ns], additions: [{ ...ns, ttl: 60 }] }),
      ),
    ).toEqual([200]);
  });

  it('keeps within the quotas', async () => {
    fake.quota.rrsetAdditionsPerChange = 1;
    const two = [set(), set({ name: 'b.openova.io.' })];
    expect(await reasonsOf(change({ additions: two }))).toEqual([
      413,
      'uploadTooLarge',
    ]);
    fake.quota.rrsetAdditionsPerChange = 2;
    fake.quota.totalRrdataSizePerChange = 17;
    expect((await change({ additions: two })).status).toBe(413);
    fake.quota.totalRrdataSizePerChange = 18;
    expect((await change({ additions: two })).status).toBe(200);
  });

  it('is pending until it was asked about often enough, and shows only then', async () => {
    fake.pendingAnswers = 2;
    const shown = async () =>
      (await ask(`${zonePath}/rrsets?name=web.openova.io.`)).body.rrsets;
    const { body } = await change({ additions: [set()] });
    expect(body.status).toBe('pending');
    expect(await shown()).toEqual([]);
    const state = async () =>
      (await ask(`${zonePath}/changes/${body.id}`)).body.status;
    expect(await state()).toBe('pending');
    expect(await shown()).toEqual([]);
    expect(await state()).toBe('done');
    expect(await shown()).toHaveLength(1);
  });
});

it('a listing goes on where it stopped, whatever changed meanwhile', async () => {
  const names = ['a', 'b', 'c', 'd'].map(label => `${label}.openova.io.`);
  await change({ additions: names.map(name => set({ name })) });
  const first = await ask(`${zonePath}/rrsets?maxResults=2`);
  expect(first.body.rrsets?.map(({ name }) => name)).toEqual(names.slice(0, 2));
  await change({ deletions: [set({ name: names[0] })] });
  const query = `maxResults=100&pageToken=${first.body.nextPageToken}`;
  const next = await ask(`${zonePath}/rrsets?${query}`);
  expect(next.body.rrsets?.map(({ name }) => name)).toEqual([
    ...names.slice(2),
    'openova.io.',
    'openova.io.',
  ]);
  expect(next.body.nextPageToken).toBeUndefined();
});
