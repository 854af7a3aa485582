import {
  ProviderContext,
  Zone,
} from '@openova/backstage-plugin-external-dns-node';
import { create, failure, listed, wanted } from './__testUtils__/calls';
import {
  providerFor,
  startAzure,
  StartedAzure,
  startFake,
  unlimited,
} from './__testUtils__/startAzure';

jest.setTimeout(60_000);

const running: { stop(): Promise<void> }[] = [];

afterEach(async () => {
  for (const fake of running.splice(0)) await fake.stop();
});

async function started(
  visibility: 'public' | 'private' = 'public',
): Promise<StartedAzure> {
  const all = await startAzure(visibility);
  running.push(all.fake);
  return all;
}

describe('zones', () => {
  it('are those of the subscription, or of its resource group, by name', async () => {
    const fake = await startFake();
    running.push(fake);
    fake.addZone({ name: 'openova.io' });
    fake.addZone({ name: 'shop.example.org', resourceGroup: 'Shop' });
    fake.addZone({ name: 'old.example.org', isLegacyPrivate: true });
    fake.addZone({ name: 'inside.example.org', visibility: 'private' });
    const names = async (config: object): Promise<string[]> => {
      const provider = await providerFor(fake, { ...config });
      const zones = await provider.listZones(unlimited);
      return zones.map(({ name }) => name);
    };
    expect(await names({})).toEqual(['openova.io', 'shop.example.org']);
    expect(await names({ resourceGroup: 'shop' })).toEqual([
      'shop.example.org',
    ]);
    expect(await names({ zoneNameFilter: '.example.org' })).toEqual([
      'shop.example.org',
    ]);
    expect(await names({ visibility: 'private' })).toEqual([
      'inside.example.org',
    ]);
    expect(fake.callCounts()).toEqual({
      'GET Zones_List': 2,
      'GET Zones_ListByResourceGroup': 1,
      'GET PrivateZones_List': 1,
    });
  });

  it('in pages; the record sets of a zone in any resource group', async () => {
    const fake = await startFake();
    running.push(fake);
    fake.largestPage = 2;
    for (const name of ['a', 'b', 'c']) {
      fake.addZone({ name: `${name}.example.org`, resourceGroup: name });
    }
    const provider = await providerFor(fake);
    const zones = await provider.listZones(unlimited);
    expect(zones).toHaveLength(3);
    expect(zones[2]).toMatchObject({
      id: expect.stringMatching(/\/resourceGroups\/c\/.*\/c\.example\.org$/),
      name: 'c.example.org',
      visibility: 'public',
      nameServers: ['ns1.dns.example.org', 'ns2.dns.example.org'],
    });
    expect(await listed({ provider, zone: zones[2] })).toHaveLength(2);
  });

  it('that Azure does not know are told with what to check', async () => {
    const { fake } = await started();
    const inNoGroup = await providerFor(fake, { resourceGroup: 'dsn' });
    expect(await failure(inNoGroup.listZones(unlimited))).toMatchObject({
      kind: 'InvalidConfig',
      message:
        "Azure cannot list the public zones: Resource group 'dsn' could not be found; check subscriptionId and resourceGroup",
    });
  });
});

describe('the pace', () => {
  it('is fed by the headers', async () => {
    const azure = await started();
    azure.fake.remaining = { reads: 41, writes: 17, deletes: 5 };
    const reports: unknown[] = [];
    const context: ProviderContext = {
      ...unlimited,
      budget: { ...unlimited.budget, report: state => reports.push(state) },
    };
    await azure.provider.writeBatch(azure.zone, [create()], context);
    const [old] = (await listed(azure, context)).filter(
      each => each.recordType === 'A',
    );
    await azure.provider.writeBatch(
      azure.zone,
      [{ role: 'record', action: 'delete', old }],
      context,
    );
    expect(reports).toEqual(
      [17, 41, 5].map(remaining => ({ remaining, resetSeconds: 1 })),
    );
  });

  it('is told in a sentence where no header tells it', async () => {
    const { fake, provider, zone } = await started();
    const message =
      "Number of requests exceeded the limit. Please try again after '307' seconds.";
    const code = 'ResourceRequestsThrottled';
    fake.faults.set({ kind: 'answers', status: 429, code, message });
    expect(await failure(listed({ provider, zone }))).toMatchObject({
      kind: 'Throttled',
      retryAfterSeconds: 307,
    });
  });

  it('a zone that takes no more writes says for how long', async () => {
    const { fakeZone, provider, zone } = await started('private');
    fakeZone.writesLeft = 0;
    const error = await failure(
      provider.writeBatch(zone, [create()], unlimited),
    );
    expect(error).toMatchObject({ kind: 'Throttled', retryAfterSeconds: 10 });
    expect(fakeZone.get('A', 'web')).toBeUndefined();
  });
});

describe('what Azure refuses', () => {
  it('is told in its words, and concerns that record', async () => {
    const { fakeZone, provider, zone } = await started();
    fakeZone.seed('CNAME', 'web', {
      TTL: 60,
      CNAMERecord: { cname: 'www.example.org' },
    });
    expect(
      await failure(provider.writeBatch(zone, [create()], unlimited)),
    ).toMatchObject({
      kind: 'Rejected',
      message:
        'Azure refuses to write A web in the zone openova.io: The record could not be created because a CNAME record with the same name already exists in this zone',
    });
  });

  it('of a private zone: types that it does not hold', async () => {
    const { provider, zone } = await started('private');
    const caa = { ...wanted, recordType: 'CAA', targets: ['0 issue ";"'] };
    expect(
      await provider.writeBatch(
        zone,
        [{ role: 'record', action: 'create', new: caa }],
        unlimited,
      ),
    ).toEqual([
      {
        outcome: 'rejected',
        message:
          'CAA web.openova.io: a private zone of Azure holds no record sets of that type',
      },
    ]);
  });

  it.each([
    ['may not read', 'Rejected', /role Reader there/],
    ['may not write', 'InvalidConfig', /role DNS Zone Contributor/],
  ] as const)('somebody who %s', async (kind, expected, sentence) => {
    const { fake, provider, zone } = await started();
    fake.faults.set({ kind });
    const error = await failure(
      kind === 'may not read'
        ? listed({ provider, zone })
        : provider.writeBatch(zone, [create()], unlimited),
    );
    expect(error.kind).toBe(expected);
    expect(error.message).toMatch(sentence);
  });

  it.each([
    [409, 'ScopeLocked', 'Rejected'],
    [409, 'AnotherOperationInProgress', 'Unavailable'],
    [409, 'ReadOnlyDisabledSubscription', 'InvalidConfig'],
    [403, 'RequestDisallowedByPolicy', 'Rejected'],
    [504, 'GatewayTimeout', 'Unavailable'],
  ])('%d %s', async (status, code, kind) => {
    const { fake, provider, zone } = await started();
    const message = 'No.';
    fake.faults.set({ kind: 'answers', status, code, message });
    const error = await failure(
      provider.writeBatch(zone, [create()], unlimited),
    );
    expect(error.kind).toBe(kind);
    expect(error.message).toMatch(/: No$/);
  });
});

describe('50,000 record sets', () => {
  it('are listed a page at a time', async () => {
    const { fake, fakeZone, provider, zone } = await started();
    for (let index = 0; index < 50_000; index += 1) {
      fakeZone.seed('A', `host-${index}`, {
        TTL: 300,
        ARecords: [{ ipv4Address: '192.0.2.1' }],
      });
    }
    const before = fake.calls.length;
    let count = 0;
    let largest = 0;
    for await (const page of provider.listRecordSets(zone, {}, unlimited)) {
      count += page.length;
      largest = Math.max(largest, page.length);
      // Nothing is asked for before it is wanted.
      expect(fake.calls.length - before).toBe(Math.ceil(count / 1000));
    }
    expect(count).toBe(50_002);
    expect(largest).toBe(1000);
  });
});

describe('calls', () => {
  it('in a zone of 1,000 record sets: 2 to read it, 1 for each record set written', async () => {
    const azure = await started();
    const { fake, fakeZone, provider, zone } = azure;
    for (let index = 0; index < 1000; index += 1) {
      fakeZone.seed('A', `host-${index}`, {
        TTL: 300,
        ARecords: [{ ipv4Address: '192.0.2.1' }],
      });
    }
    const before = fake.calls.length;
    const sets = await listed(azure);
    const old = sets.find(({ dnsName }) => dnsName === 'host-7.openova.io');
    if (!old) throw new Error('host-7 is not there');
    const { data: _, ...desired } = { ...old, targets: ['192.0.2.9'] };
    await provider.writeBatch(
      zone,
      [{ role: 'record', action: 'update', old, new: desired }],
      unlimited,
    );
    expect(fake.calls.slice(before).map(({ kind }) => kind)).toEqual([
      'GET RecordSets_ListByDnsZone',
      'GET RecordSets_ListByDnsZone',
      'PUT RecordSets_CreateOrUpdate',
    ]);
  });
});

it('sends its token to no other host than the first', async () => {
  const { fake, provider } = await started();
  const stranger = await startFake();
  running.push(stranger);
  const url = jest.spyOn(fake, 'url', 'get');
  fake.largestPage = 1;
  url.mockReturnValue(stranger.url);
  const zone: Zone = {
    id: fake.idOf(fake.zones[0]),
    name: 'openova.io',
    visibility: 'public',
    nameServers: [],
  };
  expect(await failure(listed({ provider, zone }))).toMatchObject({
    kind: 'Unavailable',
    message: "Azure's answer leads to another host for its next page",
  });
  expect(stranger.calls).toEqual([]);
});
