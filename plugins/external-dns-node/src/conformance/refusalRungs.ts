import { Change, DesiredRecordSet } from '@openova/dns-engine';
import { Climber } from './climber';
import { ConformanceHarness, ConformanceOptions } from './harness';
import { unlimited } from './surroundings';
import {
  address,
  addresses,
  create,
  desired,
  outcome,
  Rung,
} from './writeRungs';

/** Changes of a plan in which one is refused. */
const many = 500;

type Declared = Pick<
  ConformanceOptions<ConformanceHarness>,
  'capabilities' | 'semantics' | 'quirks'
>;

/** The rungs in which a service refuses something among much that it takes. */
export function refusalRungs(declared: Declared): Rung[] {
  const { recordTypes } = declared.semantics;
  const { batch } = declared.capabilities;
  const hasBoth = ['A', 'CNAME'].every(type => recordTypes.includes(type));
  const takesBothAtOnce = batch.atomic && batch.changes >= 2;
  return [
    {
      name: 'one refused record among 500: the others are written, in few calls more',
      climb: climber => oneAmongMany(climber, declared),
    },
    ...(hasBoth && takesBothAtOnce ? [turnAtOnce] : []),
    ...(hasBoth ? [refusedTurn(declared)] : []),
  ];
}

/**
 * Refused batches are halved, or sent again without what the service named, as the
 * backend does. Each halving costs two requests, so of 500 changes one is found with
 * at most 2 * log2(500) + 2 more than the others need.
 */
async function oneAmongMany(
  climber: Climber,
  { capabilities, quirks }: Declared,
): Promise<void> {
  const good = addresses(climber, many - 1);
  const bad = refusedRecord(climber, quirks);
  const changes = good.map(each => create(climber, each));
  changes.splice(many / 2 + 7, 0, bad);
  const requests = unlimited();
  const writesOf = async (some: readonly Change[]): Promise<Change[]> => {
    const refused: Change[] = [];
    for (
      let start = 0;
      start < some.length;
      start += capabilities.batch.changes
    ) {
      const group = some.slice(start, start + capabilities.batch.changes);
      refused.push(...(await climber.writeHalving(group, requests.context)));
    }
    return refused;
  };
  const countWrites = () => requests.taken.filter(isWrite => isWrite).length;

  expect(await writesOf(changes)).toEqual([bad]);
  const withRefused = countWrites();
  await climber.expectReached(good);
  await climber.reach([]);
  expect(await writesOf(good.map(each => create(climber, each)))).toEqual([]);
  const without = countWrites() - withRefused;
  expect(withRefused - without).toBeLessThanOrEqual(2 * Math.log2(many) + 2);
  await climber.expectReached(good);
}

/** Where a batch is one transaction, there is no moment without the name. */
const turnAtOnce: Rung = {
  name: 'A becomes CNAME in one request where a batch is a transaction',
  async climb(climber, { provider, zone }) {
    const before = address(climber, 'turn-at-once');
    await climber.reach([before]);
    const after = {
      dnsName: before.dnsName,
      recordType: 'CNAME',
      targets: ['target.example.org'],
    };
    const changes = await climber.missing([after]);
    const { context, taken } = unlimited();
    const results = await provider.writeBatch(zone, changes, context);
    expect(results).toEqual(changes.map(() => ({ outcome: 'done' })));
    expect(taken.filter(isWrite => isWrite)).toHaveLength(1);
    await climber.expectReached([after]);
  },
};

/** What stood stands, or can be put back as it was. */
function refusedTurn({ capabilities, quirks }: Declared): Rung {
  return {
    name: 'CNAME becomes A, which is refused: the CNAME stands, or is put back',
    async climb(climber) {
      const bad = refusedRecord(climber, quirks);
      const { dnsName, recordType } = bad.new;
      const before = {
        dnsName,
        recordType: 'CNAME',
        targets: ['target.example.org'],
        recordTTL: 300,
      };
      // Of another type there is nothing to turn.
      if (recordType === 'CNAME') return;
      await climber.reach([before]);
      const old = await climber.find(dnsName, 'CNAME');
      const away: Change = { role: 'record', action: 'delete', old };
      const { batch } = capabilities;
      if (batch.changes < 2) {
        expect(await outcome(climber, [away])).toEqual(['done']);
        expect(await outcome(climber, [bad])).toEqual(['rejected']);
      } else {
        const results = await outcome(climber, [away, bad]);
        expect(results[1]).toBe('rejected');
        if (batch.atomic) await climber.expectReached([before]);
      }
      await climber.reach([before]);
    },
  };
}

function refusedRecord(
  climber: Climber,
  quirks: Declared['quirks'],
): Change & { action: 'create' } {
  const wanted: DesiredRecordSet =
    quirks?.refused?.(climber.zoneName) ??
    desired(climber, {
      dnsName: climber.name('refused'),
      recordType: 'A',
      targets: ['not-an-address'],
    });
  return { role: 'record', action: 'create', new: wanted };
}
