import {
  Change,
  ChangeResourceRecordSetsCommand,
  InvalidChangeBatch,
  ListResourceRecordSetsCommand,
  paginateListHostedZones,
  Route53Client,
} from '@aws-sdk/client-route-53';
import { FakeRoute53 } from '@openova/provider-fakes/route53';

/*
 * The vendor's own client, with its own paging and retries, drives the fake: what it
 * sends is taken, and what it gets is what it expects.
 */

let fake: FakeRoute53;
let client: Route53Client;

beforeEach(async () => {
  fake = await FakeRoute53.start();
  fake.addZone({ id: 'Z1', name: 'openova.io' });
  const { accessKeyId, secretAccessKey, url } = fake;
  client = new Route53Client({
    region: 'us-east-1',
    endpoint: url,
    credentials: { accessKeyId, secretAccessKey },
  });
});

afterEach(async () => {
  client.destroy();
  await fake.stop();
  if (fake.violations.length > 0) throw new Error(fake.violations.join('; '));
});

const send = (...Changes: Change[]) =>
  client.send(
    new ChangeResourceRecordSetsCommand({
      HostedZoneId: 'Z1',
      ChangeBatch: { Changes },
    }),
  );

const address = (index: number, last = 1): Change['ResourceRecordSet'] => ({
  Name: `host-${index}.openova.io.`,
  Type: 'A',
  TTL: 60,
  ResourceRecords: [{ Value: `192.0.2.${last}` }],
});

it('finds zones over several pages', async () => {
  for (let index = 0; index < 120; index += 1) {
    fake.addZone({ id: `X${index}`, name: `zone-${index}.example.org` });
  }
  const ids: (string | undefined)[] = [];
  for await (const { HostedZones } of paginateListHostedZones({ client }, {})) {
    ids.push(...(HostedZones ?? []).map(({ Id }) => Id));
  }
  expect(new Set(ids).size).toBe(121);
});

it('changes a zone and reads it back, from any place on', async () => {
  const indexes = Array.from({ length: 120 }, (_, index) => index);
  const { ChangeInfo } = await send(
    ...indexes.map(
      (index): Change => ({
        Action: 'CREATE',
        ResourceRecordSet: address(index),
      }),
    ),
  );
  expect(ChangeInfo?.SubmittedAt).toBeInstanceOf(Date);
  const first = await client.send(
    new ListResourceRecordSetsCommand({ HostedZoneId: 'Z1' }),
  );
  expect(first.ResourceRecordSets).toHaveLength(100);
  expect(first.IsTruncated).toBe(true);
  const rest = await client.send(
    new ListResourceRecordSetsCommand({
      HostedZoneId: 'Z1',
      StartRecordName: first.NextRecordName,
      StartRecordType: first.NextRecordType,
    }),
  );
  // With the NS and the SOA that every zone has.
  expect(rest.ResourceRecordSets).toHaveLength(22);
  await send({ Action: 'UPSERT', ResourceRecordSet: address(7, 2) });
  expect(fake.zones[0].records).toContainEqual(
    expect.objectContaining({ ResourceRecords: [{ Value: '192.0.2.2' }] }),
  );
});

it('tells what was refused, sentence by sentence', async () => {
  const error = await send(
    { Action: 'CREATE', ResourceRecordSet: address(1) },
    { Action: 'DELETE', ResourceRecordSet: address(2) },
  ).catch(each => each);
  expect(error).toBeInstanceOf(InvalidChangeBatch);
  expect(error.message).toMatch(/host-2\.openova\.io.*but it was not found/);
  expect(fake.zones[0].records).toHaveLength(2);
});

it('tries again what was throttled, as it does by itself', async () => {
  fake.faults.script([
    {
      call: 'ChangeResourceRecordSets',
      status: 400,
      code: 'Throttling',
      message: 'Rate exceeded',
    },
  ]);
  await send({ Action: 'CREATE', ResourceRecordSet: address(1) });
  expect(fake.calls.map(({ status }) => status)).toEqual([400, 200]);
});
