import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { ConformanceHarness, ConformanceOptions } from './harness';
import { unlimited } from './surroundings';
import { Rung } from './writeRungs';

const recordCount = 50_000;

/** Largest part of a zone that may be in memory at once, as a share of all. */
const largestPage = recordCount / 5;

/** Of a listing that goes page by page; 50,000 record sets are twice as many. */
const usualMegabytes = 6;

/** A large zone goes through memory page by page; there where the test can make one. */
export function largeZoneRungs<Harness extends ConformanceHarness>({
  fill,
  quirks,
}: Pick<ConformanceOptions<Harness>, 'fill' | 'quirks'>): Rung<Harness>[] {
  if (!fill) return [];
  const most = (quirks?.listingMegabytes ?? usualMegabytes) * 2 ** 20;
  return [
    {
      name: '50,000 record sets are listed in bounded memory',
      async climb(_climber, harness) {
        await fill(harness, recordCount);
        const { provider, zone } = harness;
        const heap = heapInUse();
        const list = () =>
          provider.listRecordSets(zone, {}, unlimited().context);
        // The service may put itself in order at the first call.
        for await (const page of list()) {
          expect(page.length).toBeLessThanOrEqual(largestPage);
          break;
        }
        const before = heap();
        let listed = 0;
        let pages = 0;
        let isNearEnd = false;
        for await (const page of list()) {
          expect(page.length).toBeLessThanOrEqual(largestPage);
          listed += page.length;
          pages += 1;
          const wasNearEnd: boolean = isNearEnd;
          isNearEnd = listed > recordCount * 0.95;
          if (pages === 1 || isNearEnd !== wasNearEnd) {
            expect(heap() - before).toBeLessThan(most);
          }
        }
        expect(pages).toBeGreaterThan(1);
        expect(listed).toBeGreaterThanOrEqual(recordCount);
      },
    },
  ];
}

/** Bytes in use without what nobody holds any more; the collector is behind a flag. */
function heapInUse(): () => number {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect !== 'function') throw new Error('There is no gc to call');
  return () => {
    collect();
    return process.memoryUsage().heapUsed;
  };
}
