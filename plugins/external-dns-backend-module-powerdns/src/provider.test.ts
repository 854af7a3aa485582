import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DnsProvider, Zone } from '@openova/backstage-plugin-external-dns-node';
import { Change, RecordSet } from '@openova/dns-engine';
import { FakePowerDns } from '@openova/provider-fakes/powerdns';
import { path, startPowerDns, unlimited } from './__testUtils__/startPowerDns';

let started: FakePowerDns[] = [];

afterEach(async () => {
  await Promise.all(started.map(each => each.stop()));
  started = [];
});

async function start(...args: Parameters<typeof startPowerDns>) {
  const all = await startPowerDns(...args);
  started.push(all.fake);
  return all;
}

async function listed(provider: DnsProvider, zone: Zone): Promise<RecordSet[]> {
  const found: RecordSet[] = [];
  for await (const page of provider.listRecordSets(zone, {}, unlimited)) {
    found.push(...page);
  }
  return found;
}

async function only(provider: DnsProvider, zone: Zone): Promise<RecordSet> {
  const [set] = (await listed(provider, zone)).filter(
    ({ dnsName }) => dnsName !== zone.name,
  );
  return set;
}

function created(zone: Zone, label: string, more: object = {}): Change {
  return {
    role: 'record',
    action: 'create',
    new: {
      zone: zone.name,
      dnsName: `${label}.${zone.name}`,
      recordType: 'A',
      targets: ['192.0.2.1'],
      ...more,
    },
  };
}

function updated(old: RecordSet, ...targets: string[]): Change {
  const { zone, dnsName, recordType } = old;
  const next = { zone, dnsName, recordType, targets };
  return { role: 'record', action: 'update', old, new: next };
}

const removed = (old: RecordSet): Change => ({
  role: 'record',
  action: 'delete',
  old,
});

describe('the zones of a server', () => {
  it('have their name servers, which are read again when the zone changed', async () => {
    const { fake, provider, held } = await start({ visibility: 'private' });
    const zones = [
      {
        id: 'openova.io.',
        name: 'openova.io',
        visibility: 'private',
        nameServers: ['ns1.example.org', 'ns2.example.org'],
      },
    ];
    expect(await provider.listZones(unlimited)).toEqual(zones);
    expect(fake.callCounts()).toEqual({
      'GET /zones': 2,
      'GET /zones/{zone}': 1,
    });
    held.put('openova.io.', 'NS', 300, ['ns9.example.org.']);
    held.serial += 1;
    expect(await provider.listZones(unlimited)).toMatchObject([
      { nameServers: ['ns9.example.org'] },
    ]);
  });

  it('are not those that come from elsewhere', async () => {
    const { fake, provider } = await start();
    fake.addZone('copy.example.org', 'Slave');
    fake.addZone('catalog.example.org', 'Consumer');
    fake.addZone('example.org', 'Master');
    const zones = await provider.listZones(unlimited);
    expect(zones.map(({ name }) => name)).toEqual([
      'openova.io',
      'example.org',
    ]);
  });
});

describe('what somebody set up at the server', () => {
  it('stays: records that are switched off, and comments', async () => {
    const { provider, zone, held } = await start();
    held.put('web.openova.io.', 'A', 60, ['192.0.2.1'], {
      disabled: ['192.0.2.8', '192.0.2.9'],
      comment: 'by hand',
    });
    const old = await only(provider, zone);
    expect(old.targets).toEqual(['192.0.2.1']);
    const change = updated(old, '192.0.2.8');
    await provider.writeBatch(zone, [change], unlimited);
    expect(held.at('web.openova.io.', 'A')).toMatchObject({
      ttl: 60,
      records: [
        { content: '192.0.2.8', disabled: false },
        { content: '192.0.2.9', disabled: true },
      ],
      comments: [{ content: 'by hand' }],
    });
    const next = await only(provider, zone);
    await provider.writeBatch(zone, [removed(next)], unlimited);
    expect(held.at('web.openova.io.', 'A')?.records).toEqual([
      { content: '192.0.2.9', disabled: true },
    ]);
  });

  it('is not switched on by us', async () => {
    const { provider, zone, held } = await start();
    held.put('web.openova.io.', 'A', 60, [], { disabled: ['192.0.2.9'] });
    const old = await only(provider, zone);
    expect(old.targets).toEqual(['192.0.2.9']);
    const sentence =
      'A web.openova.io is switched off in PowerDNS: switch it on there, or delete it';
    const changes = [created(zone, 'new'), updated(old, '192.0.2.1')];
    await expect(
      provider.writeBatch(zone, changes, unlimited),
    ).rejects.toMatchObject({
      kind: 'Rejected',
      refusedChanges: new Map([[1, sentence]]),
    });
    expect(held.at('new.openova.io.', 'A')).toBeUndefined();
    await provider.writeBatch(zone, [removed(old)], unlimited);
    expect(held.at('web.openova.io.', 'A')).toBeUndefined();
  });

  it('is found under the name as it is spelled', async () => {
    const { provider, zone, held } = await start();
    held.put('Web.Openova.IO.', 'A', 60, ['192.0.2.1']);
    const old = await only(provider, zone);
    expect(old).toMatchObject({
      dnsName: 'web.openova.io',
      data: { name: 'Web.Openova.IO.' },
    });
    await provider.writeBatch(zone, [updated(old, '192.0.2.2')], unlimited);
    expect(held.sets.map(({ name }) => name)).toContain('Web.Openova.IO.');
  });

  it('is shown, whatever its type, but for the SOA', async () => {
    const { provider, zone, held } = await start();
    held.put('openova.io.', 'ALIAS', 60, ['web.example.org.']);
    expect(await listed(provider, zone)).toMatchObject([
      { recordType: 'NS' },
      { recordType: 'ALIAS', targets: ['web.example.org.'] },
    ]);
  });
});

describe('a batch that is refused', () => {
  it.each<[string, object, string]>([
    ['a broken address', { targets: ['x'] }, "Record bad.openova.io./A 'x'"],
    [
      'an alias with two targets',
      { recordType: 'CNAME', targets: ['a.example.org', 'b.example.org'] },
      'RRset bad.openova.io. IN CNAME has more than one record',
    ],
    ['a TTL that is too high', { recordTTL: 2 ** 31 }, 'the TTL 2147483648'],
    ['a set identifier', { setIdentifier: 'eu' }, 'no set identifiers'],
  ])('names %s', async (_what, more, said) => {
    const { provider, zone, held } = await start();
    const changes = [
      created(zone, 'a'),
      created(zone, 'bad', more),
      created(zone, 'b'),
    ];
    await expect(
      provider.writeBatch(zone, changes, unlimited),
    ).rejects.toMatchObject({
      kind: 'Rejected',
      refusedChanges: new Map([[1, expect.stringContaining(said)]]),
    });
    expect(held.sets).toHaveLength(2);
  });

  it('may be too large: then nobody is named', async () => {
    const { provider, zone } = await start();
    const changes = ['a', 'b'].map(label =>
      created(zone, label, {
        recordType: 'TXT',
        targets: [`"${'x'.repeat(2 * 1024 * 1024)}"`],
      }),
    );
    await expect(
      provider.writeBatch(zone, changes, unlimited),
    ).rejects.toMatchObject({ kind: 'Rejected', refusedChanges: new Map() });
  });
});

describe('what answers at the address', () => {
  it.each<[number, string, string]>([
    [401, 'InvalidConfig', `check ${path}.apiKey`],
    [403, 'InvalidConfig', 'webserver-allow-from'],
    [301, 'InvalidConfig', `check ${path}.server`],
    [502, 'Unavailable', 'failed'],
    [200, 'Unavailable', 'is not what a PowerDNS server answers'],
  ])('may say %d', async (status, kind, words) => {
    const { fake, provider } = await start();
    fake.fault = { kind: 'answers', status, body: '<html>' };
    await expect(provider.listZones(unlimited)).rejects.toMatchObject({
      kind,
      message: expect.stringContaining(words),
    });
  });

  it('may not know the server', async () => {
    await expect(start({ serverId: 'other' })).rejects.toMatchObject({
      kind: 'InvalidConfig',
      message: expect.stringContaining(`${path}.serverId`),
    });
  });

  it('may be nobody', async () => {
    await expect(start({ server: 'http://127.0.0.1:1' })).rejects.toMatchObject(
      { kind: 'Unavailable' },
    );
  });

  it('gets the key that is in the file now', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'powerdns-'));
    try {
      const file = join(folder, 'key');
      await writeFile(file, 'fake-key-0123456789\n');
      const { fake, provider } = await start({
        apiKey: undefined,
        apiKeyFile: file,
      });
      fake.apiKey = 'the-next-key';
      await expect(provider.listZones(unlimited)).rejects.toMatchObject({
        kind: 'InvalidConfig',
      });
      await writeFile(file, 'the-next-key');
      expect(await provider.listZones(unlimited)).toHaveLength(1);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
