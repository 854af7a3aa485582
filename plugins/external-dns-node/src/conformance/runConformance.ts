import { Climber } from './climber';
import { contentRungs } from './contentRungs';
import { faultRungs } from './faultRungs';
import { ConformanceHarness, ConformanceOptions } from './harness';
import { unlimited } from './surroundings';
import { largeZoneRungs } from './largeZoneRung';
import { refusalRungs } from './refusalRungs';
import { writeRungs } from './writeRungs';

/*
 * The ladder that every provider climbs. A rung is a test with a name; it gets a
 * new zone, takes it from one state to the next as the backend would (read, compare,
 * write what differs), and after each state reads again: a second run changes
 * nothing. The rungs grow from "an A record comes and goes" to what only some
 * services do, and to services that fail.
 *
 * You wrote a provider? Call `runConformance` from your test file, with a function
 * that brings up a strict fake or a real server. Rungs for record types and
 * abilities that you do not declare are not there; a rung that cannot apply to your
 * service goes into `quirks.notApplicable` with the reason.
 */

/** Milliseconds of a rung; some write 1,000 records one by one to a real server. */
const patience = 180_000;

/**
 * Defines the conformance tests of a provider, in jest.
 *
 * @public
 */
export function runConformance<Harness extends ConformanceHarness>(
  options: ConformanceOptions<Harness>,
): void {
  const { capabilities, semantics, quirks = {} } = options;
  const rungs = [
    ...contentRungs(options).map(({ name, states }) => ({
      name,
      climb: async (climber: Climber) => {
        const names = {
          zoneName: climber.zoneName,
          name: (label: string) => climber.name(label),
        };
        for (const state of states(names)) await climber.reach(state);
      },
    })),
    ...writeRungs(options),
    ...refusalRungs(options),
    ...largeZoneRungs(options),
    ...faultRungs(options.faults ?? {}, quirks),
  ];
  const notApplicable = quirks.notApplicable ?? {};

  describe(`${options.name} climbs the ladder`, () => {
    it('is what it says it is, and lists the zone', async () => {
      const unknown = Object.keys(notApplicable).filter(
        name => !rungs.some(rung => rung.name === name),
      );
      expect(unknown).toEqual([]);
      await withHarness(options, async ({ provider, zone }) => {
        expect(provider.capabilities).toEqual(capabilities);
        expect(provider.semantics).toBe(semantics);
        const zones = await provider.listZones(unlimited().context);
        expect(zones).toContainEqual(zone);
        for (const { name } of zones) expect(name).toMatch(/^[^A-Z]*[^A-Z.]$/);
      });
    });

    for (const { name, climb } of rungs) {
      if (Object.hasOwn(notApplicable, name)) continue;
      const test = () =>
        withHarness(options, async harness => {
          const climber = await Climber.create(harness, options);
          await climb(climber, harness);
          if (!name.startsWith('a zone that is gone')) {
            await climber.expectForeignUntouched();
          }
        });
      it(name, test, patience);
    }
  });
}

async function withHarness<Harness extends ConformanceHarness>(
  options: ConformanceOptions<Harness>,
  work: (harness: Harness) => Promise<void>,
): Promise<void> {
  const harness = await options.create();
  try {
    await work(harness);
  } finally {
    await harness.provider.close?.();
    await harness.stop?.();
  }
}
