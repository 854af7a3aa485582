import {
  DnsProvider,
  ProviderContext,
  Zone,
} from '@openova/backstage-plugin-external-dns-node';
import { Change, RecordSet } from '@openova/dns-engine';
import { FakeHetzner, RecordSetBody } from '@openova/provider-fakes/hetzner';
import { startHetzner, unlimited } from './__testUtils__/startHetzner';

let fake: FakeHetzner;
let provider: DnsProvider;
let zone: Zone;

afterEach(() => fake.stop());

async function start(options: Parameters<typeof startHetzner>[0] = {}) {
  ({ fake, provider, zone } = await startHetzner(options));
  fake.calls.length = 0;
}

async function list(names?: string[]): Promise<RecordSet[]> {
  const found: RecordSet[] = [];
  const pages = provider.listRecordSets(zone, { names }, unlimited);
  for await (const page of pages) found.push(...page);
  return found;
}

const write = (changes: Change[], context: ProviderContext = unlimited) =>
  provider.writeBatch(zone, changes, context);

const calls = () => fake.calls.map(({ kind }) => kind.replace('{zone}/', ''));

const wanted = (targets: string[], more: Partial<RecordSet> = {}) => ({
  zone: 'openova.io',
  dnsName: 'web.openova.io',
  recordType: 'A',
  targets,
  ...more,
});

const create = (targets: string[], more: Partial<RecordSet> = {}): Change => ({
  role: 'record',
  action: 'create',
  new: wanted(targets, more),
});

async function update(
  targets: string[],
  more: Partial<RecordSet> = {},
): Promise<Change> {
  const [old] = await list(['web.openova.io']);
  fake.calls.length = 0;
  return { role: 'record', action: 'update', old, new: wanted(targets, more) };
}

const web = (more: Partial<RecordSetBody> = {}): RecordSetBody => ({
  name: 'web',
  type: 'A',
  ttl: 300,
  records: [{ value: '192.0.2.1' }],
  ...more,
});

const held = (name = 'web', type = 'A') =>
  fake.zone('openova.io')?.find(name, type);

const place = '/zones/rrsets/{name}/{type}';
const setRecords = `POST ${place}/actions/set_records`;
const changeTtl = `POST ${place}/actions/change_ttl`;

describe('writing', () => {
  it('changes values in place, with one request', async () => {
    await start({ recordSets: [web()] });
    fake.actions.polls = 0;
    const change = await update(['192.0.2.2'], { recordTTL: 300 });
    expect(await write([change])).toEqual([{ outcome: 'done' }]);
    expect(calls()).toEqual([setRecords]);
    expect(held()).toMatchObject({
      ttl: 300,
      records: [{ value: '192.0.2.2' }],
    });
  });

  it('changes values first and the TTL after, and the name stands throughout', async () => {
    await start({ recordSets: [web()] });
    const change = await update(['192.0.2.2'], { recordTTL: 86400 });
    const states: unknown[] = [];
    const budget = {
      ...unlimited.budget,
      take: async () => {
        const set = held();
        states.push([set?.records[0].value, set?.ttl]);
      },
    };
    const results = await write([change], { ...unlimited, budget });
    expect(results).toEqual([{ outcome: 'done' }]);
    // The name is locked until the first of the two is done.
    expect(calls()).toEqual([
      setRecords,
      'GET /actions',
      changeTtl,
      'GET /actions',
    ]);
    expect(states).toEqual([
      ['192.0.2.1', 300],
      ['192.0.2.1', 300],
      ['192.0.2.2', 300],
      ['192.0.2.2', 300],
    ]);
    expect(held()?.ttl).toBe(86400);
  });

  it('sends only the TTL where only that is another; none is the zone’s own', async () => {
    await start({ recordSets: [web()] });
    fake.actions.polls = 0;
    const change = await update(['192.0.2.1']);
    expect(await write([change])).toEqual([{ outcome: 'done' }]);
    expect(calls()).toEqual([changeTtl]);
    expect(held()?.ttl).toBe(null);
    expect(await write([await update(['192.0.2.1'])])).toEqual([
      { outcome: 'done' },
    ]);
    expect(calls()).toEqual([]);
  });

  it('leaves the labels of a record set alone', async () => {
    await start({ recordSets: [web({ labels: { team: 'shop' } })] });
    await write([await update(['192.0.2.9'])]);
    expect(held()?.labels).toEqual({ team: 'shop' });
  });

  it('keeps what people noted about values that stay', async () => {
    const noted = { value: '192.0.2.1', comment: 'the old rack' };
    await start({ recordSets: [web({ records: [noted] })] });
    await write([await update(['192.0.2.1', '192.0.2.2'])]);
    expect(held()?.records).toEqual([noted, { value: '192.0.2.2' }]);
  });

  it('waits for all that a batch began with one look', async () => {
    await start();
    const changes = Array.from({ length: 25 }, (_, index) =>
      create(['192.0.2.1'], { dnsName: `host-${index}.openova.io` }),
    );
    const results = await write(changes);
    expect(results).toEqual(changes.map(() => ({ outcome: 'done' })));
    expect(fake.callCounts()).toEqual({
      'POST /zones/{zone}/rrsets': 25,
      'GET /actions': 1,
    });
  });

  it('waits for no other type of the same name', async () => {
    await start();
    const results = await write([
      create(['192.0.2.1']),
      create(['2001:db8::1'], { recordType: 'AAAA' }),
    ]);
    expect(results).toEqual([{ outcome: 'done' }, { outcome: 'done' }]);
    expect(calls()).toEqual([
      'POST /zones/rrsets',
      'POST /zones/rrsets',
      'GET /actions',
    ]);
  });

  it('waits until a record set is gone before another takes its place', async () => {
    await start({ recordSets: [web()] });
    const [old] = await list(['web.openova.io']);
    const alias = { recordType: 'CNAME', recordTTL: 60 };
    const results = await write([
      { role: 'record', action: 'delete', old },
      create(['host.example.org'], alias),
    ]);
    expect(results).toEqual([{ outcome: 'done' }, { outcome: 'done' }]);
    expect(held('web', 'CNAME')).toMatchObject({
      ttl: 60,
      records: [{ value: 'host.example.org.' }],
    });
  });

  it('gives up on actions that do not end', async () => {
    await start();
    fake.actions.polls = 100;
    const [result] = await write([create(['192.0.2.1'])]);
    expect(result).toEqual({
      outcome: 'unknown',
      message: expect.stringMatching(/^Hetzner is still at it \(action \d+\)$/),
    });
    expect(fake.callCounts()['GET /actions']).toBe(3);
  });

  it('does not guess what became of actions that nobody knows', async () => {
    await start();
    const taking = {
      ...unlimited.budget,
      take: async ({ write: writes = false } = {}) => {
        if (!writes) fake.actions.forget();
      },
    };
    const results = await write([create(['192.0.2.1'])], {
      ...unlimited,
      budget: taking,
    });
    expect(results).toEqual([
      {
        outcome: 'unknown',
        message: expect.stringContaining('knows nothing of its action'),
      },
    ]);
  });
});

describe('what is refused', () => {
  it('is one record, told in Hetzner’s words', async () => {
    await start();
    fake.actions.polls = 0;
    const results = await write([
      create(['192.0.2.1']),
      create(['host.example.org'], { recordType: 'CNAME' }),
      create(['1'], { dnsName: 'x.openova.io', setIdentifier: 'eu' }),
      create(['1.2.3'], { dnsName: 'y.openova.io' }),
      create(['192.0.2.2'], { dnsName: 'z.openova.io' }),
    ]);
    expect(results).toEqual([
      { outcome: 'done' },
      {
        outcome: 'rejected',
        message: expect.stringMatching(
          /^Hetzner refuses it: .*CNAME.* \(invalid_input\)$/,
        ),
      },
      {
        outcome: 'rejected',
        message:
          'A x.openova.io has the set identifier eu, and Hetzner has none',
      },
      {
        outcome: 'rejected',
        message: expect.stringContaining('is no IPv4 address'),
      },
      { outcome: 'done' },
    ]);
  });

  it('leaves a record set as it was where its values are refused', async () => {
    await start({ recordSets: [web()] });
    const change = await update(['1.2.3'], { recordTTL: 60 });
    expect(await write([change])).toMatchObject([{ outcome: 'rejected' }]);
    expect(held()).toMatchObject({
      ttl: 300,
      records: [{ value: '192.0.2.1' }],
    });
  });

  it('is read again where half of it was done', async () => {
    await start({ recordSets: [web()] });
    const change = await update(['192.0.2.2'], { recordTTL: 2 ** 31 });
    expect(await write([change])).toEqual([
      {
        outcome: 'unknown',
        message: expect.stringMatching(/^Half of it was done: .*ttl/),
      },
    ]);
    expect(held()).toMatchObject({
      ttl: 300,
      records: [{ value: '192.0.2.2' }],
    });
    const again = await update(['192.0.2.2'], { recordTTL: 2 ** 31 });
    expect(await write([again])).toMatchObject([{ outcome: 'rejected' }]);
  });

  it('may be protected, by the set itself', async () => {
    await start({ recordSets: [web()] });
    fake.zone('openova.io')?.put({ ...web(), isProtected: true });
    const change = await update(['192.0.2.2']);
    const [{ old }] = [change].flatMap(each =>
      each.action === 'update' ? each : [],
    );
    const results = await write([
      change,
      { role: 'record', action: 'delete', old },
    ]);
    expect(results).toEqual(
      Array(2).fill({
        outcome: 'rejected',
        message: expect.stringContaining('take its protection off'),
      }),
    );
  });

  it.each([
    ['invalid_input', 'rejected'],
    ['timeout', 'unknown'],
  ])('by an action that ends with %s is %s', async (code, outcome) => {
    await start();
    fake.actions.failure = { code, message: 'It did not work.' };
    for (const polls of [0, 1]) {
      fake.actions.polls = polls;
      expect(await write([create(['192.0.2.1'])])).toEqual([
        { outcome, message: expect.stringContaining(`work (${code})`) },
      ]);
    }
  });

  it.each(['taken', 'done'])(
    'and had to go first: nothing takes its place (it was not %s)',
    async when => {
      await start({ recordSets: [web()] });
      const [old] = await list(['web.openova.io']);
      fake.calls.length = 0;
      if (when === 'taken') fake.faults.set({ kind: 'conflict' }, { times: 1 });
      else fake.actions.failure = { code: 'invalid_input', message: 'No.' };
      const results = await write([
        { role: 'record', action: 'delete', old },
        create(['host.example.org'], { recordType: 'CNAME' }),
      ]);
      expect(results[0].outcome).not.toBe('done');
      expect(results[1]).toEqual({
        outcome: 'unknown',
        message: 'It was not tried, because A had to go first and did not',
      });
      expect(calls()).not.toContain('POST /zones/rrsets');
      expect(held()).toBeDefined();
    },
  );

  it('by the action of the values gets no new TTL', async () => {
    await start({ recordSets: [web()] });
    const change = await update(['192.0.2.2'], { recordTTL: 60 });
    fake.actions.failure = { code: 'invalid_input', message: 'No.' };
    expect(await write([change])).toMatchObject([{ outcome: 'rejected' }]);
    expect(calls()).toEqual([setRecords, 'GET /actions']);
  });
});

describe('what somebody else did meanwhile', () => {
  it('is not overwritten by a create', async () => {
    await start({ recordSets: [web()] });
    expect(await write([create(['192.0.2.9'])])).toEqual([
      {
        outcome: 'unknown',
        message: expect.stringContaining('uniqueness_error'),
      },
    ]);
    expect(held()?.records).toEqual([{ value: '192.0.2.1' }]);
  });

  it('is read again where a record set is gone', async () => {
    await start({ recordSets: [web()] });
    const change = await update(['192.0.2.2']);
    fake.zone('openova.io')?.remove('web', 'A');
    expect(await write([change])).toMatchObject([{ outcome: 'unknown' }]);
    expect(held()).toBeUndefined();
  });

  it('is waited out where it conflicts or locks', async () => {
    await start({ recordSets: [web()] });
    const change = await update(['192.0.2.2']);
    fake.faults.set({ kind: 'conflict' }, { times: 1 });
    const [first] = await write([change]);
    expect(first).toMatchObject({ outcome: 'unknown' });
    fake.actions.start({
      command: 'set_rrset_records',
      zone: Number(zone.id),
      recordSet: 'web/A',
      effect: () => {},
    });
    const [second] = await write([change]);
    expect(second).toEqual({
      outcome: 'unknown',
      message: 'an action is running already (locked)',
    });
    expect(held()?.records).toEqual([{ value: '192.0.2.1' }]);
  });
});
