import { Change } from '@openova/dns-engine';
import { BatchLimits, cutBatches, fits } from './batches';

function update(...targets: string[]): Change {
  const set = {
    zone: 'openova.io',
    dnsName: 'web.openova.io',
    recordType: 'A',
    targets,
  };
  return { role: 'record', action: 'update', old: set, new: set };
}

const address = '192.0.2.1';
const values = { changes: 100, values: 4 };
const twice = { changes: 100, values: 4, updatesWeighTwice: true };

describe('limits of a batch', () => {
  it.each<[string, BatchLimits, number, boolean]>([
    ['changes', { changes: 2 }, 2, true],
    ['changes', { changes: 2 }, 3, false],
    ['values', values, 4, true],
    ['values', values, 5, false],
    ['values of both halves', twice, 2, true],
    ['values of both halves', twice, 3, false],
    ['changes that are two', { changes: 3, updatesWeighTwice: true }, 2, false],
    ['bytes with names', { changes: 9, bytes: 23 }, 1, true],
    ['bytes with names', { changes: 9, bytes: 22 }, 1, false],
    ['bytes alone', { changes: 9, bytes: 9, namesWeighNothing: true }, 1, true],
    [
      'bytes alone',
      { changes: 9, bytes: 8, namesWeighNothing: true },
      1,
      false,
    ],
  ])('%s, %p: %d updates, %p', (_name, limits, count, expected) => {
    const changes = Array.from({ length: count }, () => update(address));
    expect(fits(changes, limits)).toBe(expected);
  });

  it('cut where the next group would not fit, and keep groups together', () => {
    const groups = [1, 2, 3, 1].map(count =>
      Array.from({ length: count }, () => update(address)),
    );
    expect(
      cutBatches(groups, group => group, values).map(batch =>
        batch.map(group => group.length),
      ),
    ).toEqual([
      [1, 2],
      [3, 1],
    ]);
  });

  it('leave a group that fits nowhere to a batch of its own', () => {
    const groups = [[update(address)], [update(...Array(9).fill(address))]];
    expect(cutBatches(groups, group => group, values)).toHaveLength(2);
  });
});
