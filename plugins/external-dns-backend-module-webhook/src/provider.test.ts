import {
  DnsProvider,
  ProviderContext,
  Zone,
} from '@openova/backstage-plugin-external-dns-node';
import { Change, RecordSet } from '@openova/dns-engine';
import { FakeWebhook, FilterSpelling } from '@openova/provider-fakes/webhook';
import { path, startWebhook, unlimited } from './__testUtils__/startWebhook';

let started: FakeWebhook[] = [];

afterEach(async () => {
  await Promise.all(started.map(each => each.stop()));
  started = [];
});

async function start(...args: Parameters<typeof startWebhook>) {
  const all = await startWebhook(...args);
  started.push(all.fake);
  return all;
}

async function listed(
  provider: DnsProvider,
  zone: Zone,
  context: ProviderContext = unlimited,
): Promise<RecordSet[]> {
  const found: RecordSet[] = [];
  for await (const page of provider.listRecordSets(zone, {}, context)) {
    found.push(...page);
  }
  return found;
}

function create(zone: Zone, dnsName: string, target = '192.0.2.1'): Change {
  return {
    role: 'record',
    action: 'create',
    new: {
      zone: zone.name,
      dnsName,
      recordType: 'A',
      targets: [target],
      recordTTL: 300,
    },
  };
}

const web = {
  dnsName: 'web.openova.io',
  recordType: 'A',
  targets: ['192.0.2.1'],
  recordTTL: 300,
};

describe('the zones of a webhook', () => {
  it.each<FilterSpelling>(['lists', 'filters'])(
    'are the domains of its filter, told as %s',
    async spelling => {
      const { fake, provider } = await start({}, {}, [
        '.openova.io',
        'shop.example.org',
      ]);
      fake.spelling = spelling;
      expect(await provider.listZones(unlimited)).toEqual(
        ['openova.io', 'shop.example.org'].map(name => ({
          id: name,
          name,
          visibility: 'public',
          nameServers: [],
        })),
      );
    },
  );

  it.each<FilterSpelling>(['empty', 'expression'])(
    'are configured where its filter is %s',
    async spelling => {
      const { fake, provider } = await start();
      fake.spelling = spelling;
      await expect(provider.listZones(unlimited)).rejects.toMatchObject({
        kind: 'InvalidConfig',
        message: expect.stringContaining(`set ${path}.zone`),
      });
      const config = { zone: 'openova.io', nameServers: 'ns1.example.org' };
      const { provider: told } = await start({ url: fake.url, ...config });
      expect(await told.listZones(unlimited)).toEqual([
        {
          id: 'openova.io',
          name: 'openova.io',
          visibility: 'public',
          nameServers: ['ns1.example.org'],
        },
      ]);
    },
  );

  it('are refused where the filter leaves a configured one out', async () => {
    await expect(start({ zone: 'example.org' })).rejects.toMatchObject({
      kind: 'InvalidConfig',
      message: expect.stringContaining('does not take the zone example.org'),
    });
  });

  it('share one listing, each record in the longest zone that holds it', async () => {
    const { fake, provider } = await start({}, {}, [
      'openova.io',
      'eu.openova.io',
    ]);
    const eu = { ...web, dnsName: 'web.eu.openova.io' };
    fake.put(web, eu, { ...web, dnsName: 'elsewhere.example.org' });
    const zones = await provider.listZones(unlimited);
    const found = await Promise.all(zones.map(each => listed(provider, each)));
    expect(found).toEqual([
      [{ zone: 'openova.io', ...web }],
      [{ zone: 'eu.openova.io', ...eu }],
    ]);
    expect(fake.server.callCounts()['GET /records']).toBe(1);
    await listed(provider, zones[0]);
    expect(fake.server.callCounts()['GET /records']).toBe(2);
  });

  it('share no listing that is old, or from before a write', async () => {
    let now = 0;
    const { fake, provider } = await start({}, { now: () => now }, [
      'openova.io',
      'example.org',
    ]);
    fake.put(web, { ...web, dnsName: 'web.example.org' });
    const [one, other] = await provider.listZones(unlimited);
    const reads = () => fake.server.callCounts()['GET /records'];
    await listed(provider, one);
    now += 5_000;
    await listed(provider, other);
    expect(reads()).toBe(2);
    await provider.writeBatch(
      other,
      [create(other, 'new.example.org')],
      unlimited,
    );
    await listed(provider, one);
    expect(reads()).toBe(3);
  });

  it('are read all the same when who asked first gave up', async () => {
    const { fake, provider } = await start({}, {}, [
      'openova.io',
      'example.org',
    ]);
    fake.put(web, { ...web, dnsName: 'web.example.org' });
    const [one, other] = await provider.listZones(unlimited);
    const first = new AbortController();
    const given = listed(provider, one, { ...unlimited, signal: first.signal });
    const wanted = listed(provider, other);
    first.abort(new Error('went away'));
    await expect(given).rejects.toThrow('went away');
    expect(await wanted).toHaveLength(1);
  });
});

describe('the records of a webhook', () => {
  it('are given back as they were read', async () => {
    const { fake, provider, zone } = await start();
    const held = {
      dnsName: 'www.openova.io',
      recordType: 'CNAME',
      targets: ['host.example.org.'],
      labels: { note: 'kept' },
      providerSpecific: [{ name: 'webhook/weight', value: '1' }],
    };
    fake.put(held);
    const [old] = await listed(provider, zone);
    expect(old.targets).toEqual(['host.example.org']);
    const change: Change = {
      role: 'record',
      action: 'delete',
      old,
      oldLabels: { owner: 'openova' },
    };
    await provider.writeBatch(zone, [change], unlimited);
    expect(fake.server.calls.at(-1)).toMatchObject({
      kind: 'POST /records',
      status: 204,
      body: {
        delete: [{ ...held, labels: { note: 'kept', owner: 'openova' } }],
      },
    });
    expect(fake.held).toEqual([]);
  });

  it('name the record that an ownership text is about', async () => {
    const { fake, provider, zone } = await start();
    const text = {
      zone: zone.name,
      dnsName: '_externaldns.a-web.openova.io',
      recordType: 'TXT',
      targets: ['"heritage=external-dns,external-dns/owner=openova"'],
    };
    const owns = { dnsName: 'web.openova.io', recordType: 'A' };
    await provider.writeBatch(
      zone,
      [{ role: 'ownership', owns, action: 'create', new: text }],
      unlimited,
    );
    expect(fake.held[0].labels).toEqual({ ownedRecord: 'web.openova.io' });
  });

  it('may come one by one, or not at all', async () => {
    const { fake, provider, zone } = await start();
    fake.records = async () => [web, { ...web, targets: ['192.0.2.2'] }];
    expect(await listed(provider, zone)).toMatchObject([
      { dnsName: 'web.openova.io', targets: ['192.0.2.1', '192.0.2.2'] },
    ]);
    answers(fake, '/records', 'null');
    expect(await listed(provider, zone)).toEqual([]);
  });

  it.each([
    ['<html>', 'it is no JSON'],
    ['{"items":[]}', 'no list where one is due'],
    ['[{"dnsName":"a.openova.io"}]', '[0] has no dnsName or no recordType'],
    [
      '[{"dnsName":"a.openova.io","recordType":"A","targets":"192.0.2.1"}]',
      '[0].targets is no list',
    ],
    [
      '[{"dnsName":"a.openova.io","recordType":"A","recordTTL":"5"}]',
      '[0].recordTTL is no number of seconds',
    ],
  ])('are not read from %s', async (body, where) => {
    const { fake, provider, zone } = await start();
    answers(fake, '/records', body);
    await expect(listed(provider, zone)).rejects.toMatchObject({
      kind: 'Unavailable',
      message: expect.stringContaining(where),
    });
  });

  it('end at a size that an admin may raise', async () => {
    const { fake, provider, zone } = await start({ maxBodySize: 1024 });
    fake.put({ ...web, labels: { note: 'x'.repeat(1024) } });
    await expect(listed(provider, zone)).rejects.toMatchObject({
      kind: 'InvalidConfig',
      message: expect.stringContaining(`${path}.maxBodySize`),
    });
    const large = create(zone, 'new.openova.io');
    const note = { name: 'webhook/note', value: 'x'.repeat(1024) };
    if (large.action === 'create') large.new.providerSpecific = [note];
    await expect(
      provider.writeBatch(zone, [large], unlimited),
    ).rejects.toMatchObject({ kind: 'Rejected' });
    expect(fake.held).toHaveLength(1);
  });

  it('are 50,000 at a time, if need be', async () => {
    const { fake, provider, zone } = await start();
    for (let index = 0; index < 50_000; index += 1) {
      fake.put({ ...web, dnsName: `host-${index}.openova.io` });
    }
    let count = 0;
    for await (const page of provider.listRecordSets(zone, {}, unlimited)) {
      expect(page.length).toBeLessThanOrEqual(1000);
      count += page.length;
    }
    expect(count).toBe(50_000);
    expect(fake.server.callCounts()['GET /records']).toBe(1);
  });
});

describe('a write', () => {
  it('that the domain filter leaves out is not sent, and named', async () => {
    const { fake, provider } = await start({}, {}, ['openova.io']);
    fake.filter = () => ({
      include: ['openova.io'],
      exclude: ['old.openova.io'],
    });
    const [zone] = await provider.listZones(unlimited);
    const sentence =
      "The webhook's domain filter leaves out web.old.openova.io";
    await expect(
      provider.writeBatch(
        zone,
        [create(zone, 'a.openova.io'), create(zone, 'web.old.openova.io')],
        unlimited,
      ),
    ).rejects.toMatchObject({
      kind: 'Rejected',
      message: sentence,
      refusedChanges: new Map([[1, sentence]]),
    });
    expect(fake.server.callCounts()['POST /records']).toBeUndefined();
  });

  it('that was made halfway has an unknown outcome', async () => {
    const { fake, provider, zone } = await start();
    fake.stopsHalfway = true;
    const changes = [
      create(zone, 'a.openova.io'),
      create(zone, 'b.openova.io', 'no-address'),
    ];
    expect(await provider.writeBatch(zone, changes, unlimited)).toEqual(
      changes.map(() => ({
        outcome: 'unknown',
        message: expect.stringContaining('no IPv4 address'),
      })),
    );
    expect(fake.held).toHaveLength(1);
    expect(fake.server.callCounts()['POST /records']).toBe(1);
  });

  it('that was made and answered with 500 all the same is unknown, and sent once', async () => {
    const { fake, provider, zone } = await start();
    fake.fault = { kind: 'fails after write', status: 500 };
    const change = create(zone, 'a.openova.io');
    expect(await provider.writeBatch(zone, [change], unlimited)).toMatchObject([
      { outcome: 'unknown' },
    ]);
    expect(fake.server.callCounts()['POST /records']).toBe(1);
  });

  it('is an outage where everything is refused', async () => {
    const { fake, provider, zone } = await start();
    fake.fault = { kind: 'fails before write', status: 500 };
    const kinds: string[] = [];
    for (let index = 0; index < 34; index += 1) {
      const changes = [create(zone, `host-${index}.openova.io`)];
      const error: unknown = await provider
        .writeBatch(zone, changes, unlimited)
        .catch(failure => failure);
      kinds.push((error as { kind: string }).kind);
    }
    expect(kinds.slice(0, 32)).toEqual(Array(32).fill('Rejected'));
    expect(kinds.slice(32)).toEqual(['Unavailable', 'Rejected']);
  });

  it('counts as made with 204 only', async () => {
    const { fake, provider, zone } = await start();
    fake.fault = { kind: 'answers', path: '/records', status: 200, body: 'hi' };
    await expect(
      provider.writeBatch(zone, [create(zone, 'a.openova.io')], unlimited),
    ).rejects.toMatchObject({ kind: 'Unavailable' });
  });
});

function answers(fake: FakeWebhook, where: string, body: string): void {
  fake.fault = { kind: 'answers', path: where, status: 200, body };
}
