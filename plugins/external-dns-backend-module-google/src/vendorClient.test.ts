import { DNS } from '@google-cloud/dns';
import { FakeGoogle } from '@openova/provider-fakes/google';
import { stopped } from './__testUtils__/harness';

/*
 * The vendor's own client drives the fake: what it sends is taken, and what it gets is
 * what it expects. Its option `apiEndpoint` is a host that it asks by TLS; `baseUrl` is
 * where it keeps what comes of that.
 */

const environment = { ...process.env };

let fake: FakeGoogle;
let dns: DNS;

beforeEach(async () => {
  fake = await FakeGoogle.start();
  fake.addZone({ name: 'openova-io', dnsName: 'openova.io' });
  // It gets its tokens from the machine, which is the fake too.
  process.env = {
    GCE_METADATA_HOST: new URL(fake.url).host,
    METADATA_SERVER_DETECTION: 'assume-present',
  };
  dns = new DNS({ projectId: fake.projectId });
  dns.baseUrl = `${fake.url}/dns/v1`;
});

afterEach(async () => {
  process.env = { ...environment };
  await stopped(fake);
});

it('finds the zone', async () => {
  const [zones] = await dns.getZones();
  expect(zones.map(zone => zone.name)).toEqual(['openova-io']);
  const [metadata] = await dns.zone('openova-io').getMetadata();
  expect(metadata).toMatchObject({
    dnsName: 'openova.io.',
    visibility: 'public',
  });
  expect(await dns.zone('none').exists()).toEqual([false]);
});

it('changes, asks for the change, and lists', async () => {
  fake.pendingAnswers = 1;
  const zone = dns.zone('openova-io');
  const record = zone.record('a', {
    name: 'web.openova.io.',
    ttl: 300,
    data: ['192.0.2.1', '192.0.2.2'],
  });
  const [change] = await zone.addRecords(record);
  expect(change.metadata).toMatchObject({ status: 'pending' });
  const [done] = await change.getMetadata();
  expect(done).toMatchObject({ status: 'done' });
  const [records] = await zone.getRecords({
    name: 'web.openova.io.',
    type: 'A',
  });
  expect(records.map(({ data }) => data)).toEqual([['192.0.2.1', '192.0.2.2']]);
  await zone.createChange({
    delete: record,
    add: zone.record('cname', {
      name: 'web.openova.io.',
      ttl: 60,
      data: 'www.example.org.',
    }),
  });
  const [changes] = await zone.getChanges({ sort: 'desc' });
  expect(changes.map(({ id }) => id)).toEqual(['2', '1']);
});

it('reads all pages', async () => {
  fake.removeZone('openova-io');
  fake.addZone({
    name: 'openova-io',
    dnsName: 'openova.io',
    records: Array.from({ length: 250 }, (_, index) => ({
      name: `host-${index}.openova.io.`,
      type: 'A',
      ttl: 300,
      rrdatas: ['192.0.2.1'],
    })),
  });
  const [records] = await dns.zone('openova-io').getRecords();
  expect(records).toHaveLength(252);
  expect(fake.operations).toHaveLength(3);
});

it('is told what is wrong', async () => {
  const zone = dns.zone('openova-io');
  const record = (name: string, ...data: string[]) =>
    zone.record('a', { name, ttl: 300, data });
  await expect(
    zone.deleteRecords(record('gone.openova.io.', '192.0.2.1')),
  ).rejects.toMatchObject({ code: 404 });
  await expect(
    zone.addRecords(record('bad.openova.io.', 'none')),
  ).rejects.toMatchObject({
    code: 400,
    message: `Invalid value for 'entity.change.additions[0].rrdata[0]': 'none'`,
  });
});
