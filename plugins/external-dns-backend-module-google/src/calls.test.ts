import {
  AccountBudget,
  ProviderContext,
} from '@openova/backstage-plugin-external-dns-node';
import { Change } from '@openova/dns-engine';
import { HeldRecordSet } from '@openova/provider-fakes/google';
import {
  createHarness,
  createOf,
  GoogleHarness,
  readZone,
  unlimited,
} from './__testUtils__/harness';

let harness: GoogleHarness;

beforeEach(async () => {
  harness = await createHarness();
  harness.fake.calls.length = 0;
});

afterEach(() => harness.stop?.());

const read = (names?: string[]) => readZone(harness, names);

function write(...changes: Change[]) {
  return harness.provider.writeBatch(harness.zone, changes, unlimited);
}

/** A name and the text that says whose it is. */
function pairs(count: number): HeldRecordSet[] {
  return Array.from({ length: count }, (_, index) => index).flatMap(index => [
    {
      name: `host-${index}.openova.io.`,
      type: 'A',
      ttl: 300,
      rrdatas: ['192.0.2.1'],
    },
    {
      name: `_externaldns.a-host-${index}.openova.io.`,
      type: 'TXT',
      ttl: 300,
      rrdatas: [
        `"heritage=external-dns,external-dns/owner=openova,external-dns/resource=httproute/shop/web-${index}"`,
      ],
    },
  ]);
}

describe('a change that is pending', () => {
  beforeEach(() => {
    harness.fake.pendingAnswers = 3;
  });

  it('is asked for before the zone is read, and not before it is written', async () => {
    await write(createOf());
    await write(createOf({ dnsName: 'b.openova.io' }));
    expect(harness.fake.operations).toEqual([
      'dns.changes.create',
      'dns.changes.create',
    ]);
    harness.fake.calls.length = 0;
    expect(await read(['web.openova.io', 'b.openova.io'])).toHaveLength(2);
    expect(harness.fake.operations).toEqual([
      'dns.changes.get',
      'dns.changes.get',
      'dns.changes.get',
      'dns.resourceRecordSets.list',
      'dns.resourceRecordSets.list',
    ]);
    expect(harness.clock.pauses).toEqual([250, 500]);
    harness.fake.calls.length = 0;
    await read(['web.openova.io']);
    expect(harness.fake.operations).toEqual(['dns.resourceRecordSets.list']);
  });

  it('is found as the last one where its answer was lost', async () => {
    harness.fake.faults.set({ kind: 'cuts answer' });
    await expect(write(createOf())).rejects.toMatchObject({
      kind: 'Unavailable',
    });
    harness.fake.calls.length = 0;
    expect(await read(['web.openova.io'])).toHaveLength(1);
    expect(harness.fake.operations).toEqual([
      'dns.changes.list',
      'dns.changes.list',
      'dns.changes.list',
      'dns.resourceRecordSets.list',
    ]);
  });

  it('is not waited for longer than some seconds, nor asked for after a minute', async () => {
    harness.fake.pendingAnswers = 100;
    await write(createOf());
    expect(await read(['web.openova.io'])).toEqual([]);
    expect(harness.clock.pauses).toEqual([250, 500, 1000, 2000, 4000, 8000]);
    await write(createOf({ dnsName: 'b.openova.io' }));
    harness.clock.now = 60_001;
    harness.fake.calls.length = 0;
    await read(['b.openova.io']);
    expect(harness.fake.operations).toEqual(['dns.resourceRecordSets.list']);
  });
});

describe('calls', () => {
  async function holding(count: number): Promise<void> {
    const { fake } = harness;
    fake.removeZone('openova-io');
    fake.addZone({
      name: 'openova-io',
      dnsName: 'openova.io',
      records: pairs(count),
    });
    await harness.provider.listZones(unlimited);
    await read();
    fake.calls.length = 0;
  }

  const bothNames = (index: number) => [
    `host-${index}.openova.io`,
    `_externaldns.a-host-${index}.openova.io`,
  ];

  it('one name with its text, in a zone of any size: two reads, one write', async () => {
    await holding(2000);
    const records = await read(bothNames(7));
    expect(records).toHaveLength(2);
    const [old] = records;
    await write({
      role: 'record',
      action: 'update',
      old,
      new: { ...old, targets: ['192.0.2.2'] },
    });
    expect(harness.fake.operations).toEqual([
      'dns.resourceRecordSets.list',
      'dns.resourceRecordSets.list',
      'dns.changes.create',
    ]);
  });

  it.each([
    ['500 names of 500', 500, 500, 2],
    ['3 names of 500', 500, 3, 2],
    ['3 names of 5,000', 5000, 3, 6],
    ['100 names of 5,000', 5000, 100, 11],
  ])(
    '%s: the cheaper of a listing and one each',
    async (_, size, names, reads) => {
      await holding(size);
      const wantedNames = Array.from({ length: names }, (__, index) =>
        bothNames(index),
      ).flat();
      const found = await read(wantedNames);
      expect(found.length).toBeGreaterThanOrEqual(2 * names);
      expect(harness.fake.operations).toHaveLength(reads);
    },
  );

  it('1,000 operations are one write', async () => {
    await holding(500);
    const records = (await read()).filter(({ dnsName }) =>
      dnsName.includes('host-'),
    );
    harness.fake.calls.length = 0;
    const deletes = records.map(
      (old): Change => ({ role: 'record', action: 'delete', old }),
    );
    expect(deletes).toHaveLength(1000);
    await write(...deletes);
    expect(harness.fake.operations).toEqual(['dns.changes.create']);
    expect(await read()).toHaveLength(2);
  });

  it('50,000 record sets come in pages that are let go', async () => {
    await holding(25_000);
    const { provider, zone } = harness;
    let largest = 0;
    let count = 0;
    for await (const page of provider.listRecordSets(zone, {}, unlimited)) {
      largest = Math.max(largest, page.length);
      count += page.length;
    }
    expect({ largest, count }).toEqual({ largest: 1000, count: 50_002 });
    expect(harness.fake.operations).toHaveLength(51);
  }, 60_000);

  it('each await the budget, and say whether they write', async () => {
    const taken: boolean[] = [];
    const budget: AccountBudget = {
      take: async options => {
        taken.push(options?.write === true);
      },
      report: () => {},
    };
    const context: ProviderContext = { ...unlimited, budget };
    const { provider, zone, fake } = harness;
    await provider.listZones(context);
    fake.pendingAnswers = 1;
    await provider.writeBatch(zone, [createOf()], context);
    await readZone(harness, ['web.openova.io'], context);
    expect(taken).toEqual([false, false, true, false, false]);
    expect(fake.operations).toHaveLength(taken.length);
  });
});
