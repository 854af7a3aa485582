import fc from 'fast-check';
import { chosenTargets, orderedTargets, Share } from './strategies';

const strategies = fc.record({
  type: fc.constantFrom('roundrobin', 'failover', 'geoip'),
  primaryGeoTag: fc.constantFrom('eu', 'us', 'ap', ''),
  weights: fc.oneof(
    fc.constant(new Map<string, number>()),
    fc
      .array(fc.tuple(fc.constantFrom('eu', 'us', 'ap'), fc.nat(1000)))
      .map(entries => new Map(entries)),
  ),
  ttl: fc.constant(30),
});

const shares: fc.Arbitrary<Share[]> = fc.uniqueArray(
  fc.record({
    geoTag: fc.constantFrom('eu', 'us', 'ap'),
    targets: fc.uniqueArray(
      fc.constantFrom('192.0.2.1', '192.0.2.2', '198.51.100.1'),
    ),
  }),
  { selector: ({ geoTag }) => geoTag },
);

const fraction = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe('An answer', () => {
  it('has the chosen addresses, each once, whatever their order', () => {
    fc.assert(
      fc.property(
        strategies,
        shares,
        fc.infiniteStream(fraction),
        (strategy, all, numbers) => {
          const ordered = orderedTargets(
            strategy,
            all,
            () => numbers.next().value ?? 0,
          );
          expect([...ordered].sort()).toEqual(
            chosenTargets(strategy, all).sort(),
          );
        },
      ),
    );
  });

  it('is empty only where no cluster is well', () => {
    fc.assert(
      fc.property(strategies, shares, (strategy, all) => {
        const isAnyWell = all.some(({ targets }) => targets.length > 0);
        expect(chosenTargets(strategy, all).length > 0).toBe(isAnyWell);
      }),
    );
  });

  it('begins with a cluster as often as it weighs', () => {
    const weighted = {
      type: 'roundrobin',
      primaryGeoTag: '',
      weights: new Map([
        ['eu', 80],
        ['us', 20],
      ]),
      ttl: 30,
    };
    const both = [
      { geoTag: 'eu', targets: ['192.0.2.1'] },
      { geoTag: 'us', targets: ['198.51.100.1'] },
    ];
    const first = (point: number) =>
      orderedTargets(weighted, both, () => point)[0];
    expect(first(0)).toBe('192.0.2.1');
    expect(first(0.79)).toBe('192.0.2.1');
    expect(first(0.8)).toBe('198.51.100.1');
    expect(first(0.99)).toBe('198.51.100.1');
  });
});
