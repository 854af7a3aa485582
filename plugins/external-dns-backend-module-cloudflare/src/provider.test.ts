import { Change, RecordSet } from '@openova/dns-engine';
import { DnsProvider, Zone } from '@openova/backstage-plugin-external-dns-node';
import { FakeCloudflare } from '@openova/provider-fakes/cloudflare';
import { startCloudflare, unlimited } from './__testUtils__/startCloudflare';
import { readEntry } from './entry';
import { createCloudflareProvider } from './provider';

let running: FakeCloudflare[] = [];

async function start(...options: Parameters<typeof startCloudflare>) {
  const started = await startCloudflare(...options);
  running.push(started.fake);
  started.fake.calls.length = 0;
  return started;
}

afterEach(async () => {
  await Promise.all(running.map(fake => fake.stop()));
  running = [];
});

async function list(
  provider: DnsProvider,
  zone: Zone,
  names?: string[],
): Promise<RecordSet[]> {
  const found: RecordSet[] = [];
  for await (const page of provider.listRecordSets(
    zone,
    { names },
    unlimited,
  )) {
    found.push(...page);
  }
  return found;
}

function wanted(targets: string[], more: Partial<RecordSet> = {}) {
  return {
    zone: 'openova.io',
    dnsName: 'web.openova.io',
    recordType: 'A',
    targets,
    ...more,
  };
}

function create(targets: string[], more: Partial<RecordSet> = {}): Change {
  return { role: 'record', action: 'create', new: wanted(targets, more) };
}

const host = (index: number) => ({
  type: 'A',
  name: `host-${index}.openova.io`,
  content: '192.0.2.1',
});

describe('reading', () => {
  it('asks for no page more than there are', async () => {
    const records = Array.from({ length: 20 }, (_, index) => host(index));
    const { fake, provider, zone } = await start(
      { dnsRecordsPerPage: 10 },
      { records },
    );
    expect(await list(provider, zone)).toHaveLength(20);
    expect(fake.callCounts()).toEqual({ 'GET /zones/{zone}/dns_records': 2 });
  });

  it('puts a set that stands on two pages together', async () => {
    const records = [1, 2, 3].map(index => ({
      ...host(0),
      content: `192.0.2.${index}`,
    }));
    const { provider, zone } = await start(
      { dnsRecordsPerPage: 2 },
      { records },
    );
    expect((await list(provider, zone)).map(set => set.targets)).toEqual([
      ['192.0.2.1', '192.0.2.2', '192.0.2.3'],
    ]);
  });

  it('asks by name, or for the zone where that is less', async () => {
    const { fake, provider, zone } = await start({}, { records: [host(1)] });
    const names = ['host-1.openova.io', 'host-2.openova.io'];
    expect(await list(provider, zone, names)).toHaveLength(1);
    expect(fake.calls).toHaveLength(2);
    await list(provider, zone);
    expect(await list(provider, zone, names)).toHaveLength(1);
    expect(fake.calls).toHaveLength(4);
  });

  it('shows records of other types, and refuses to write them', async () => {
    const { fake, provider, zone } = await start(
      {},
      {
        records: [
          {
            type: 'HTTPS',
            name: 'web.openova.io',
            data: { priority: 1, target: '.', value: 'alpn="h2"' },
          },
        ],
      },
    );
    const [old] = await list(provider, zone);
    expect(old).toMatchObject({
      recordType: 'HTTPS',
      targets: ['1 . alpn="h2"'],
    });
    const { data: _, ...rest } = old;
    await expect(
      provider.writeBatch(
        zone,
        [{ role: 'record', action: 'update', old, new: rest }],
        unlimited,
      ),
    ).rejects.toMatchObject({ kind: 'Rejected' });
    expect(fake.calls).toHaveLength(1);
  });

  it('leaves a zone alone that it may not read, and no other', async () => {
    const { fake, provider, zone } = await start();
    const other = fake.addZone({ name: 'openova.dev' });
    fake.faults.set({ kind: 'may not read', zone: other.id });
    const denied = { ...zone, id: other.id, name: other.name };
    await expect(list(provider, denied)).rejects.toMatchObject({
      kind: 'Rejected',
      message: expect.stringContaining('openova.dev'),
    });
    expect(await list(provider, zone)).toEqual([]);
  });

  it('lists the zones of one account, pending ones too, and no copies', async () => {
    const accountId = 'b'.repeat(32);
    const { fake, provider } = await start({ accountId });
    fake.addZone({ name: 'one.example.org', accountId, status: 'pending' });
    fake.addZone({ name: 'two.example.org', accountId, type: 'secondary' });
    const zones = await provider.listZones(unlimited);
    expect(zones.map(({ name }) => name)).toEqual(['one.example.org']);
    expect(fake.callCounts()).toEqual({ 'GET /zones': 1 });
  });

  it('finds every zone where they take several pages', async () => {
    const { fake, provider } = await start();
    for (let index = 0; index < 100; index += 1) {
      fake.addZone({ name: `zone-${index}.example.org` });
    }
    expect(await provider.listZones(unlimited)).toHaveLength(101);
    expect(fake.callCounts()).toEqual({ 'GET /zones': 3 });
  });
});

describe('writing', () => {
  it('changes the record that goes into the one that comes', async () => {
    const { fake, provider, zone } = await start(
      {},
      {
        records: ['192.0.2.1', '192.0.2.2'].map(content => ({
          type: 'A',
          name: 'web.openova.io',
          content,
          settings: { ipv4_only: true },
        })),
      },
    );
    const [old] = await list(provider, zone);
    const ids = fake.zones[0].records.map(({ id }) => id);
    await provider.writeBatch(
      zone,
      [
        {
          role: 'record',
          action: 'update',
          old,
          new: wanted(['192.0.2.2', '192.0.2.3', '192.0.2.4']),
        },
      ],
      unlimited,
    );
    expect(fake.calls[fake.calls.length - 1].body).toEqual({
      patches: [expect.objectContaining({ id: ids[0], content: '192.0.2.3' })],
      posts: [expect.objectContaining({ content: '192.0.2.4' })],
    });
    expect(fake.zones[0].records.find(({ id }) => id === ids[0])).toMatchObject(
      { content: '192.0.2.3', settings: { ipv4_only: true } },
    );
  });

  it('brings records of one set together that were set apart by hand', async () => {
    const { fake, provider, zone } = await start(
      {},
      {
        records: [
          { ...host(1), proxied: true },
          { ...host(1), content: '192.0.2.2' },
        ],
      },
    );
    const [old] = await list(provider, zone);
    expect(old.providerSpecific).toEqual([
      { name: 'external-dns.kubernetes.io/cloudflare-proxied', value: 'mixed' },
    ]);
    const { data: _, ...rest } = old;
    const next = {
      ...rest,
      providerSpecific: [{ name: 'cloudflare/proxied', value: 'true' }],
    };
    await provider.writeBatch(
      zone,
      [{ role: 'record', action: 'update', old, new: next }],
      unlimited,
    );
    expect(fake.zones[0].records.map(each => each.proxied)).toEqual([
      true,
      true,
    ]);
  });

  it('does not take a record that somebody else deleted for refused', async () => {
    const { fake, provider, zone } = await start({}, { records: [host(1)] });
    const [old] = await list(provider, zone);
    fake.zones[0].delete(fake.zones[0].records[0].id);
    const results = await provider.writeBatch(
      zone,
      [create(['192.0.2.9']), { role: 'record', action: 'delete', old }],
      unlimited,
    );
    expect(results.map(({ outcome }) => outcome)).toEqual([
      'unknown',
      'unknown',
    ]);
    expect(fake.zones[0].records).toEqual([]);
  });

  it('does not take a record that somebody else made for refused', async () => {
    const { fake, provider, zone } = await start();
    fake.zones[0].post({ ...host(0), name: 'web.openova.io' });
    const results = await provider.writeBatch(
      zone,
      [create(['192.0.2.1'])],
      unlimited,
    );
    expect(results).toEqual([
      { outcome: 'unknown', message: 'An identical record already exists' },
    ]);
  });

  it('sends nothing for a set that was not read', async () => {
    const { fake, provider, zone } = await start();
    const old = { ...wanted(['192.0.2.1']) };
    const results = await provider.writeBatch(
      zone,
      [{ role: 'record', action: 'delete', old }],
      unlimited,
    );
    expect(results).toMatchObject([{ outcome: 'unknown' }]);
    expect(fake.calls).toEqual([]);
  });

  it('sends a set that is larger than a batch in several', async () => {
    const { fake, provider, zone } = await start({ batchChangeSize: 3 });
    const targets = [1, 2, 3, 4, 5, 6, 7].map(index => `192.0.2.${index}`);
    await provider.writeBatch(zone, [create(targets)], unlimited);
    expect(fake.calls).toHaveLength(3);
    expect(await list(provider, zone)).toMatchObject([{ targets }]);
  });

  it.each([
    ['free', 'cloudflare/record-comment', 'x'.repeat(101), '101 characters'],
    ['pro', 'cloudflare/record-comment', 'x'.repeat(501), '501 characters'],
    ['free', 'cloudflare/tags', 'env:prod', 'takes none'],
  ] as const)(
    'in a zone of the plan %s says why not: %s',
    async (plan, name, value, reason) => {
      const { fake, provider, zone } = await start({}, { plan });
      const providerSpecific = [{ name, value }];
      await expect(
        provider.writeBatch(
          zone,
          [create(['192.0.2.1'], { providerSpecific })],
          unlimited,
        ),
      ).rejects.toMatchObject({
        kind: 'Rejected',
        message: expect.stringContaining(reason),
      });
      expect(fake.calls).toEqual([]);
    },
  );

  it('writes comments and tags, and takes them away again', async () => {
    const { fake, provider, zone } = await start({}, { plan: 'pro' });
    const providerSpecific = [
      { name: 'cloudflare/record-comment', value: 'x'.repeat(500) },
      { name: 'cloudflare/tags', value: 'team:web,env:prod' },
    ];
    await provider.writeBatch(
      zone,
      [create(['192.0.2.1'], { providerSpecific })],
      unlimited,
    );
    expect(fake.zones[0].records).toMatchObject([
      { comment: 'x'.repeat(500), tags: ['env:prod', 'team:web'] },
    ]);
    const [old] = await list(provider, zone);
    await provider.writeBatch(
      zone,
      [{ role: 'record', action: 'update', old, new: wanted(['192.0.2.1']) }],
      unlimited,
    );
    const [record] = fake.zones[0].records;
    expect(record.tags).toEqual([]);
    expect(record).not.toHaveProperty('comment');
  });

  it('refuses a set identifier, which Cloudflare has none of', async () => {
    const { provider, zone } = await start();
    await expect(
      provider.writeBatch(
        zone,
        [create(['192.0.2.1'], { setIdentifier: 'eu' })],
        unlimited,
      ),
    ).rejects.toMatchObject({ kind: 'Rejected' });
  });
});

describe('the account', () => {
  it('is let in by key and email address', async () => {
    const { fake } = await start();
    const { apiKey, apiEmail, url: baseUrl } = fake;
    const provider = createCloudflareProvider(
      readEntry({ apiKey, apiEmail, baseUrl }, 'externalDns.providers[0]'),
    );
    expect(await provider.listZones(unlimited)).toHaveLength(1);
  });

  it('is told what its rate headers say, also by a refusal', async () => {
    const { fake, provider, zone } = await start();
    const report = jest.fn();
    const context = { ...unlimited, budget: { take: async () => {}, report } };
    await provider.listZones(context);
    expect(report).toHaveBeenLastCalledWith({
      limit: 1200,
      remaining: 1199,
      resetSeconds: 300,
    });
    fake.faults.set({ kind: 'throttled', retryAfter: 3 });
    await expect(
      provider.writeBatch(zone, [create(['192.0.2.1'])], context),
    ).rejects.toMatchObject({ kind: 'Throttled', retryAfterSeconds: 3 });
    expect(report).toHaveBeenCalledTimes(2);
    expect(fake.calls).toHaveLength(2);
  });
});
