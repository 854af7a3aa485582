import { DnsManagementClient } from '@azure/arm-dns';
import { PrivateDnsManagementClient } from '@azure/arm-privatedns';
import type { TokenCredential } from '@azure/identity';
import { FakeAzure } from '@openova/provider-fakes/azure';

jest.setTimeout(60_000);

/*
 * Azure's own clients in front of the fake: what they send is taken, and what they read
 * is what was written, so the fake speaks as Azure does.
 */

const group = 'dns';
let fake: FakeAzure;
let credential: TokenCredential;

beforeEach(async () => {
  fake = await FakeAzure.start({ tls: true });
  const token = {
    token: fake.identity.token,
    expiresOnTimestamp: Date.now() + 3_600_000,
  };
  credential = { getToken: async () => token };
});

afterEach(() => fake.stop());

function options() {
  return { endpoint: fake.url, tlsOptions: { ca: fake.certificate } };
}

async function namesIn(
  sets: AsyncIterable<{ name?: string; type?: string }>,
): Promise<string[]> {
  const names: string[] = [];
  for await (const { name, type = '' } of sets) {
    names.push(`${type.slice(type.lastIndexOf('/') + 1)} ${name}`);
  }
  return names;
}

it('public zones: written, refused, listed in pages, deleted', async () => {
  fake.addZone({ name: 'openova.io' });
  fake.largestPage = 3;
  const client = new DnsManagementClient(
    credential,
    fake.subscriptionId,
    options(),
  );
  const sets = client.recordSets;
  const zone = [group, 'openova.io'] as const;

  const made = await sets.createOrUpdate(
    ...zone,
    'web',
    'A',
    { ttl: 60, aRecords: [{ ipv4Address: '192.0.2.1' }] },
    { ifNoneMatch: '*' },
  );
  expect(made).toMatchObject({ fqdn: 'web.openova.io.', ttl: 60 });
  const again = sets.createOrUpdate(
    ...zone,
    'web',
    'A',
    { ttl: 60, aRecords: [{ ipv4Address: '192.0.2.2' }] },
    { ifNoneMatch: '*' },
  );
  await expect(again).rejects.toMatchObject({
    statusCode: 412,
    code: 'PreconditionFailed',
  });

  await sets.createOrUpdate(...zone, 'mail', 'MX', {
    ttl: 60,
    mxRecords: [{ preference: 10, exchange: 'mail.example.org' }],
  });
  await sets.createOrUpdate(...zone, '@', 'TXT', {
    ttl: 60,
    txtRecords: [{ value: ['one', 'two'] }],
    metadata: { team: 'shop' },
  });
  expect(await sets.get(...zone, '@', 'TXT')).toMatchObject({
    txtRecords: [{ value: ['one', 'two'] }],
    metadata: { team: 'shop' },
  });
  expect(await namesIn(sets.listByDnsZone(...zone))).toEqual([
    'SOA @',
    'NS @',
    'A web',
    'MX mail',
    'TXT @',
  ]);
  expect(await namesIn(sets.listByType(...zone, 'MX'))).toEqual(['MX mail']);

  await expect(
    sets.delete(...zone, 'web', 'A', { ifMatch: 'another' }),
  ).rejects.toMatchObject({ statusCode: 412 });
  await sets.delete(...zone, 'web', 'A', { ifMatch: made.etag });
  await expect(sets.get(...zone, 'web', 'A')).rejects.toMatchObject({
    statusCode: 404,
  });
  expect(await namesIn(client.zones.list())).toEqual(['dnszones openova.io']);
});

it('private zones, in the version that the newest client speaks', async () => {
  const zone = fake.addZone({ name: 'openova.io', visibility: 'private' });
  zone.register('machine', '10.0.0.4');
  const client = new PrivateDnsManagementClient(
    credential,
    fake.subscriptionId,
    options(),
  );
  const sets = client.recordSets;
  const made = await sets.createOrUpdate(
    group,
    'openova.io',
    'SRV',
    '_sip._udp',
    {
      ttl: 60,
      srvRecords: [
        { priority: 1, weight: 2, port: 5060, target: 'sip.example.org' },
      ],
    },
  );
  expect(made).toMatchObject({ fqdn: '_sip._udp.openova.io.' });
  expect(await namesIn(sets.list(group, 'openova.io'))).toEqual([
    'SOA @',
    'A machine',
    'SRV _sip._udp',
  ]);
  expect(await sets.get(group, 'openova.io', 'A', 'machine')).toMatchObject({
    isAutoRegistered: true,
  });
  await sets.delete(group, 'openova.io', 'SRV', '_sip._udp', {
    ifMatch: made.etag,
  });
  expect(zone.get('SRV', '_sip._udp')).toBeUndefined();
  expect(await namesIn(client.privateZones.list())).toEqual([
    'privateDnsZones openova.io',
  ]);
});
