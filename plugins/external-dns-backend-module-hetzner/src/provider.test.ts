import {
  DnsProvider,
  ProviderContext,
  secretText,
  Zone,
} from '@openova/backstage-plugin-external-dns-node';
import { Change, RecordSet } from '@openova/dns-engine';
import { FakeHetzner } from '@openova/provider-fakes/hetzner';
import { startHetzner, unlimited } from './__testUtils__/startHetzner';
import { HetznerClient } from './client';
import { createHetznerProvider } from './provider';

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

const create = (targets: string[], more: Partial<RecordSet> = {}): Change => ({
  role: 'record',
  action: 'create',
  new: {
    zone: 'openova.io',
    dnsName: 'web.openova.io',
    recordType: 'A',
    targets,
    ...more,
  },
});

const host = (index: number) => ({
  name: `host-${index}`,
  type: 'A',
  records: [{ value: '192.0.2.1' }],
});

describe('reading', () => {
  const many = Array.from({ length: 250 }, (_, index) => host(index));

  it('leaves secondary zones out, and tells the name servers', async () => {
    await start();
    fake.addZone({ name: 'copy.example.org', mode: 'secondary' });
    const others = Array.from({ length: 50 }, (_, index) =>
      fake.addZone({ name: `zone-${index}.example.org` }),
    );
    const zones = await provider.listZones(unlimited);
    expect(zones).toHaveLength(1 + others.length);
    expect(zones.map(({ name }) => name)).not.toContain('copy.example.org');
    expect(zone.nameServers).toEqual([
      'one.ns.example.org',
      'two.ns.example.org',
      'three.ns.example.org',
    ]);
    expect(calls()).toEqual(['GET /zones', 'GET /zones']);
  });

  it('takes 100 record sets a call, and not one call more', async () => {
    await start({ recordSets: many });
    expect(await list()).toHaveLength(252);
    expect(calls()).toEqual(Array(3).fill('GET /zones/rrsets'));
  });

  it('hands a page over before it asks for the next', async () => {
    await start({ recordSets: many });
    const asked: number[] = [];
    for await (const page of provider.listRecordSets(zone, {}, unlimited)) {
      expect(page.length).toBeLessThanOrEqual(100);
      asked.push(fake.calls.length);
    }
    expect(asked).toEqual([1, 2, 3]);
  });

  it('asks for names where that is less, each once', async () => {
    await start({ recordSets: many });
    const names = ['host-1', 'HOST-1', 'host-2', 'gone'];
    const found = await list(names.map(name => `${name}.openova.io`));
    expect(found.map(({ dnsName }) => dnsName)).toEqual([
      'host-1.openova.io',
      'host-2.openova.io',
    ]);
    expect(fake.calls.map(({ query }) => query.name)).toEqual([
      ['host-1'],
      ['host-2'],
      ['gone'],
    ]);
    await list();
    fake.calls.length = 0;
    await list(many.slice(0, 4).map(({ name }) => `${name}.openova.io`));
    expect(calls()).toHaveLength(3);
    expect(await list(['www.example.org'])).toEqual([]);
  });

  it('shows a record set once that moved to the next page meanwhile', async () => {
    await start({ recordSets: many.slice(0, 150) });
    const seen: string[] = [];
    for await (const page of provider.listRecordSets(zone, {}, unlimited)) {
      seen.push(...page.map(each => `${each.dnsName} ${each.recordType}`));
      fake.zone('openova.io')?.put({ ...host(0), name: 'aaa' });
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toHaveLength(152);
  });

  it('shows the types that it does not write', async () => {
    const info = { name: 'info', type: 'HINFO', records: [{ value: 'a b' }] };
    await start({ recordSets: [info] });
    expect(await list(['info.openova.io'])).toEqual([
      expect.objectContaining({ recordType: 'HINFO', targets: ['a b'] }),
    ]);
    expect(provider.semantics.recordTypes).not.toContain('HINFO');
  });

  it('takes no strange answer for an empty zone', async () => {
    await start();
    fake.faults.set({ kind: 'strange answer' });
    await expect(list()).rejects.toMatchObject({
      kind: 'Unavailable',
      message: expect.stringContaining('its answer cannot be understood'),
    });
    await expect(write([create(['192.0.2.1'])])).rejects.toMatchObject({
      kind: 'Unavailable',
    });
  });
});

describe('the account', () => {
  it('is told what is left, and when one more request is', async () => {
    await start();
    const reports: unknown[] = [];
    const budget = {
      ...unlimited.budget,
      report: (state: unknown) => reports.push(state),
    };
    const context = { ...unlimited, budget };
    fake.remaining = 100;
    await write([create(['192.0.2.1'])], context);
    fake.remaining = 0;
    await expect(provider.listZones(context)).rejects.toMatchObject({
      kind: 'Throttled',
      retryAfterSeconds: undefined,
    });
    expect(reports).toEqual(
      [99, 98, 0].map(remaining => ({
        limit: 3600,
        remaining,
        resetSeconds: 1,
      })),
    );
  });

  it.each([
    ['forbidden', 'InvalidConfig', 'The token may not list zones'],
    ['maintenance', 'Unavailable', 'under maintenance (maintenance)'],
  ] as const)('%s is %s', async (kind, error, message) => {
    await start();
    fake.faults.set({ kind });
    await expect(provider.listZones(unlimited)).rejects.toMatchObject({
      kind: error,
      message: expect.stringContaining(message),
    });
  });

  it('with a token that no header can hold is told so, without the token', async () => {
    await start();
    const client = new HetznerClient({
      apiToken: secretText('sec\nret'),
      baseUrl: fake.url,
    });
    const failing = createHetznerProvider(client).listZones(unlimited);
    await expect(failing).rejects.toMatchObject({
      kind: 'InvalidConfig',
      message: expect.not.stringMatching(/sec|ret$/),
    });
    expect(fake.calls).toEqual([]);
  });

  it('that cannot be reached is unavailable, and says why', async () => {
    await start();
    await fake.stop();
    await expect(list()).rejects.toMatchObject({
      kind: 'Unavailable',
      message: expect.stringContaining('(ECONNREFUSED)'),
    });
  });

  it('stops in the middle of waiting when it is given up', async () => {
    await start({ pauses: [60_000] });
    const giveUp = new AbortController();
    const report = () => giveUp.abort(new Error('enough'));
    await expect(
      write([create(['192.0.2.1'])], {
        ...unlimited,
        signal: giveUp.signal,
        budget: { ...unlimited.budget, report },
      }),
    ).rejects.toThrow();
    expect(calls()).toEqual(['POST /zones/rrsets']);
  });
});
