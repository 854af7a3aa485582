import { Change, DesiredRecordSet, Endpoint } from '@openova/dns-engine';
import { ChangeResult } from '../provider';
import { ProviderError } from '../providerError';
import { Climber } from './climber';
import { ConformanceHarness, ConformanceOptions } from './harness';
import { unlimited } from './surroundings';

/** Something to live through, told by assertions. */
export interface Rung<Harness = ConformanceHarness> {
  name: string;
  climb(climber: Climber, harness: Harness): Promise<void>;
}

/** Services that take more at once are not tried further than this. */
const largestBatch = 1000;

type Declared = Pick<
  ConformanceOptions<ConformanceHarness>,
  'capabilities' | 'semantics' | 'quirks'
>;

/** The rungs that are about how a zone is written and read. */
export function writeRungs(declared: Declared): Rung[] {
  const { capabilities, quirks } = declared;
  const pageSize = quirks?.pageSize ?? 1000;
  const batchSize = Math.min(capabilities.batch.changes, largestBatch);
  return [
    {
      name: 'a zone of one page and one record set more is listed once and whole',
      async climb(climber) {
        await climber.reach(addresses(climber, pageSize + 1));
      },
    },
    {
      name: 'one change more than a batch takes',
      async climb(climber) {
        const wanted = addresses(climber, batchSize + 1);
        const batches = await climber.reach(wanted);
        if (capabilities.batch.changes <= largestBatch) expect(batches).toBe(2);
        await climber.reach([]);
      },
    },
    {
      name: 'a record that the service refuses is told, and the rest can be written',
      climb: climber => refusedAmongOthers(climber, declared),
    },
    ...(capabilities.compareAndSwap ? concurrentRungs : []),
    {
      name: 'a name has an answer between all requests that change its value',
      async climb(climber, { provider, zone }) {
        const before = address(climber, 'kept', '192.0.2.1');
        await climber.reach([before]);
        const wanted = { ...before, targets: ['192.0.2.2'], recordTTL: 600 };
        const changes = await climber.missing([wanted]);
        const seen: number[] = [];
        const { context } = unlimited();
        const take = async () => {
          const held = await climber.list([before.dnsName]);
          seen.push(
            held.filter(({ dnsName }) => dnsName === before.dnsName).length,
          );
        };
        await provider.writeBatch(zone, changes, {
          ...context,
          budget: { ...context.budget, take },
        });
        expect(seen.length).toBeGreaterThan(0);
        expect(seen).toEqual(seen.map(() => 1));
        await climber.expectReached([wanted]);
      },
    },
    {
      name: 'each request awaits the budget of the account',
      async climb(climber, { provider, zone }) {
        const reading = unlimited();
        const pages = provider.listRecordSets(zone, {}, reading.context);
        for await (const page of pages) expect(Array.isArray(page)).toBe(true);
        expect(reading.taken.length).toBeGreaterThan(0);
        expect(reading.taken).not.toContain(true);
        const writing = unlimited();
        await provider.writeBatch(
          zone,
          [create(climber, address(climber, 'budget'))],
          writing.context,
        );
        expect(writing.taken).toContain(true);
      },
    },
    {
      name: 'a call that was given up writes nothing',
      async climb(climber, { provider, zone }) {
        const { context } = unlimited(AbortSignal.abort());
        const change = create(climber, address(climber, 'late'));
        await expect(
          provider.writeBatch(zone, [change], context),
        ).rejects.toThrow();
        await climber.expectReached([]);
      },
    },
  ];
}

/** What somebody else wrote meanwhile is never overwritten blindly. */
const concurrentRungs: Rung[] = [
  {
    name: 'an update of what somebody else changed meanwhile is not done',
    async climb(climber) {
      const [before, theirs, ours] = versions(climber);
      await climber.reach([before]);
      const old = await climber.find(before.dnsName, 'A');
      await climber.reach([theirs]);
      const results = await outcome(climber, [
        { role: 'record', action: 'update', old, new: desired(climber, ours) },
      ]);
      expect(results).not.toContain('done');
      await climber.expectReached([theirs]);
    },
  },
  {
    name: 'a delete of what somebody else changed meanwhile is not done',
    async climb(climber) {
      const [before, theirs] = versions(climber);
      await climber.reach([before]);
      const old = await climber.find(before.dnsName, 'A');
      await climber.reach([theirs]);
      const results = await outcome(climber, [
        { role: 'record', action: 'delete', old },
      ]);
      expect(results).not.toContain('done');
      await climber.expectReached([theirs]);
    },
  },
  {
    name: 'a create where somebody else was first is not done',
    async climb(climber) {
      const [, theirs, ours] = versions(climber);
      await climber.reach([theirs]);
      const results = await outcome(climber, [create(climber, ours)]);
      expect(results).not.toContain('done');
      await climber.expectReached([theirs]);
    },
  },
];

async function refusedAmongOthers(
  climber: Climber,
  { capabilities, quirks }: Declared,
): Promise<void> {
  const good = addresses(climber, 4);
  const bad: Change = {
    role: 'record',
    action: 'create',
    new: quirks?.refused?.(climber.zoneName) ?? {
      zone: climber.zoneName,
      dnsName: climber.name('refused'),
      recordType: 'A',
      targets: ['not-an-address'],
    },
  };
  const changes = good.map(each => create(climber, each));
  changes.splice(2, 0, bad);
  if (capabilities.batch.changes < changes.length) {
    // Where batches are small, the refused one goes alone.
    expect(await outcome(climber, [bad])).toEqual(['rejected']);
  } else if (capabilities.batch.atomic) {
    expect(await outcome(climber, changes)).toEqual(
      changes.map(() => 'rejected'),
    );
    await climber.expectReached([]);
  } else {
    const results = await outcome(climber, changes);
    if (results.every(each => each === 'rejected')) {
      // Not atomic, but it looked first: the backend finds out which one it was.
      await climber.expectReached([]);
    } else {
      expect(results).toEqual(
        changes.map(change => (change === bad ? 'rejected' : 'done')),
      );
      await climber.expectReached(good);
    }
  }
  await climber.reach(good);
}

/**
 * What became of each change. A provider throws `Rejected` for a whole batch,
 * as the backend reads it: none of it was written.
 */
export async function outcome(
  climber: Climber,
  changes: readonly Change[],
): Promise<ChangeResult['outcome'][]> {
  try {
    const results = await climber.write(changes);
    expect(results).toHaveLength(changes.length);
    for (const result of results) {
      if (result.outcome !== 'done') expect(result.message).not.toBe('');
    }
    return results.map(result => result.outcome);
  } catch (error) {
    expect(error).toBeInstanceOf(ProviderError);
    expect(error).toMatchObject({ kind: 'Rejected' });
    return changes.map(() => 'rejected');
  }
}

/** A record set that comes. */
export function create(climber: Climber, endpoint: Endpoint): Change {
  return { role: 'record', action: 'create', new: desired(climber, endpoint) };
}

/** An endpoint in the zone. */
export function desired(
  climber: Climber,
  endpoint: Endpoint,
): DesiredRecordSet {
  return { ...endpoint, zone: climber.zoneName };
}

/** An A record set. */
export function address(
  climber: Climber,
  label: string,
  target = '192.0.2.1',
): Endpoint {
  return {
    dnsName: climber.name(label),
    recordType: 'A',
    targets: [target],
    recordTTL: 300,
  };
}

function versions(climber: Climber): [Endpoint, Endpoint, Endpoint] {
  return [
    address(climber, 'race', '192.0.2.1'),
    address(climber, 'race', '192.0.2.2'),
    address(climber, 'race', '192.0.2.3'),
  ];
}

/** A record sets of so many names. */
export function addresses(climber: Climber, count: number): Endpoint[] {
  return Array.from({ length: count }, (_, index) =>
    address(climber, `host-${index}`, `192.0.2.${1 + (index % 254)}`),
  );
}
