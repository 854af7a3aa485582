import { Change } from '@openova/dns-engine';
import { create, found, listed, wanted } from './__testUtils__/calls';
import {
  startAzure,
  StartedAzure,
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

const publicIp =
  '/subscriptions/00000000-0000-4000-8000-000000000000/resourceGroups/net/providers/Microsoft.Network/publicIPAddresses/gateway';

describe('what is nobody else’s to change', () => {
  it('an alias is shown by its resource, and never written', async () => {
    const azure = await started();
    const { fakeZone, provider, zone } = azure;
    fakeZone.seed('A', 'web', { TTL: 60, targetResource: { id: publicIp } });
    const old = await found(azure, 'web.openova.io');
    expect(old).toMatchObject({ targets: [publicIp], recordTTL: 60 });
    const changes: Change[] = [
      { role: 'record', action: 'update', old, new: wanted },
      { role: 'record', action: 'delete', old },
    ];
    for (const change of changes) {
      expect(await provider.writeBatch(zone, [change], unlimited)).toEqual([
        {
          outcome: 'rejected',
          message: `A web.openova.io: it is an alias of ${publicIp}`,
        },
      ]);
    }
    // Who does not know of it does not overwrite it either.
    expect(
      await provider.writeBatch(zone, [create()], unlimited),
    ).toMatchObject([{ outcome: 'unknown' }]);
    expect(fakeZone.get('A', 'web')?.properties).toMatchObject({
      targetResource: { id: publicIp },
    });
  });

  it('a set that Azure registered for a machine is never written', async () => {
    const azure = await started('private');
    const { fakeZone, provider, zone, fake } = azure;
    fakeZone.register('web', '10.0.0.4');
    const old = await found(azure, 'web.openova.io');
    expect(old.targets).toEqual(['10.0.0.4']);
    const before = fake.calls.length;
    expect(
      await provider.writeBatch(
        zone,
        [{ role: 'record', action: 'delete', old }],
        unlimited,
      ),
    ).toEqual([
      {
        outcome: 'rejected',
        message: 'A web.openova.io: Azure registered it for a virtual machine',
      },
    ]);
    expect(fake.calls).toHaveLength(before);
  });

  it("the zone's own SOA and NS are shown as they are", async () => {
    const azure = await started();
    const own = await listed(azure);
    expect(own.map(({ recordType, targets }) => [recordType, targets])).toEqual(
      [
        [
          'SOA',
          [
            'ns1.dns.example.org. hostmaster.example.org 1 3600 300 2419200 300',
          ],
        ],
        ['NS', ['ns1.dns.example.org', 'ns2.dns.example.org']],
      ],
    );
  });
});

describe('metadata', () => {
  it('of somebody else is kept, whatever is written', async () => {
    const azure = await started();
    const { fakeZone, provider, zone } = azure;
    fakeZone.seed('A', 'web', {
      TTL: 60,
      metadata: { contact: 'desk', env: 'old' },
      ARecords: [{ ipv4Address: '192.0.2.1' }],
    });
    const old = await found(azure, 'web.openova.io');
    expect(old.providerSpecific).toBeUndefined();
    const tags = [{ name: 'azure/tags', value: 'env=prod,team=shop' }];
    const tagged = { ...wanted, providerSpecific: tags };
    await provider.writeBatch(
      zone,
      [{ role: 'record', action: 'update', old, new: tagged }],
      unlimited,
    );
    expect(fakeZone.get('A', 'web')?.properties.metadata).toEqual({
      contact: 'desk',
      env: 'prod',
      team: 'shop',
      'external-dns-tags': 'env,team',
    });
    const standing = await found(azure, 'web.openova.io');
    expect(standing.providerSpecific).toEqual(tags);
    // Without the annotation its tags go, and nothing else.
    await provider.writeBatch(
      zone,
      [{ role: 'record', action: 'update', old: standing, new: wanted }],
      unlimited,
    );
    expect(fakeZone.get('A', 'web')?.properties.metadata).toEqual({
      contact: 'desk',
    });
  });
});

describe('a takeover from ExternalDNS', () => {
  it('reads ownership texts whose quotes are content as they are meant', async () => {
    const azure = await started();
    const owner =
      '"heritage=external-dns,external-dns/owner=openova,external-dns/resource=ingress/shop/web"';
    azure.fakeZone.seed('TXT', 'a-web', {
      TTL: 300,
      TXTRecords: [{ value: [owner] }],
    });
    azure.fakeZone.seed('TXT', '@', {
      TTL: 300,
      TXTRecords: [{ value: ['"v=spf1 -all"'] }],
    });
    expect((await found(azure, 'a-web.openova.io', 'TXT')).targets).toEqual([
      owner,
    ]);
    expect((await found(azure, 'openova.io', 'TXT')).targets).toEqual([
      '"\\"v=spf1 -all\\""',
    ]);
  });
});

it('what was not read before is not written', async () => {
  const { fake, provider, zone } = await started();
  const before = fake.calls.length;
  const change: Change = {
    role: 'record',
    action: 'update',
    old: { ...wanted, targets: ['192.0.2.1'] },
    new: wanted,
  };
  expect(await provider.writeBatch(zone, [change], unlimited)).toMatchObject([
    { outcome: 'unknown' },
  ]);
  expect(fake.calls).toHaveLength(before);
});
