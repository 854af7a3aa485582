import { HealthDay } from '@openova/backstage-plugin-external-dns-common';
import { healthDays } from '../../../dev/data/health';
import { placedDays } from './healthDays';

const day = (text: string): HealthDay => ({
  day: text,
  counts: { broken: 0, degraded: 0, unknown: 0, healthy: 1 },
});

const places = (days: HealthDay[]) =>
  placedDays(days).map(({ place }) => place);

describe('placedDays', () => {
  it('puts the one point of the first day at the end', () => {
    expect(places([day('2026-11-21')])).toEqual([29]);
  });

  it('fills all places with 30 days, and leaves those out that are older', () => {
    expect(places(healthDays())).toEqual(
      Array.from({ length: 30 }, (_, index) => index),
    );
    expect(places([day('2026-10-22'), day('2026-11-21')])).toEqual([29]);
  });

  it('leaves the place of a day empty that nothing was counted on', () => {
    // Over the end of summer time, too.
    expect(
      places([day('2026-10-24'), day('2026-10-26'), day('2026-11-01')]),
    ).toEqual([21, 23, 29]);
  });
});
