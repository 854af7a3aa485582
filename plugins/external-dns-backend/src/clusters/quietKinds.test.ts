import { kinds } from '@openova/dns-engine';
import {
  ClusterAccessError,
  KubernetesClusterAccess,
} from '@openova/backstage-plugin-external-dns-node';
import { setTimeout as sleep } from 'node:timers/promises';
import { Reflection } from './freshness';
import { KeptObjects } from './keptObjects';
import { defaultPace, Pace } from './pace';
import { Reflector } from './reflector';

/** How the n-th watch of a kind without changes goes on once it was accepted. */
type Quiet = (watch: number, signal: AbortSignal) => Promise<unknown>;

/** Pauses are noted and not slept, except those of a watch. */
function reflect(quiet: Quiet, timeoutSeconds: number, pace: Partial<Pace>) {
  const seen = { lists: 0, watches: 0, pauses: [] as number[] };
  const reflections: Reflection[] = [];
  const access: KubernetesClusterAccess = {
    listClusters: async () => [],
    discover: async () => ({ kinds: [] }),
    async *list() {
      seen.lists += 1;
      yield { items: [], resourceVersion: '7' };
    },
    async *watch(_cluster, _kind, { resourceVersion, signal }) {
      seen.watches += 1;
      yield { type: 'bookmark', resourceVersion, timeoutSeconds };
      await quiet(seen.watches, signal);
      signal.throwIfAborted();
    },
  };
  const end = new AbortController();
  const waiting: Array<() => void> = [];
  const reflector = new Reflector({
    access,
    cluster: 'eu',
    kind: kinds.httpRoute,
    version: 'v1',
    keep: object => object,
    objects: new KeptObjects(),
    objectsBefore: 0,
    pace: {
      ...defaultPace,
      random: () => 1,
      ...pace,
      sleep: async (milliseconds, signal) => {
        if (milliseconds >= defaultPace.firstBackoff) {
          seen.pauses.push(milliseconds);
          return;
        }
        await sleep(milliseconds, undefined, { signal }).catch(() => undefined);
      },
    },
    onList: () => undefined,
    onObjects: () => undefined,
    onReflection: reflection => {
      reflections.push(reflection);
      for (const wake of waiting.splice(0)) wake();
    },
    onMissing: () => undefined,
  });
  const done = reflector.run(end.signal);
  return {
    seen,
    reflections,
    async until(isReached: () => boolean) {
      while (!isReached()) {
        await new Promise<void>(resolve => waiting.push(resolve));
      }
    },
    async stop() {
      end.abort();
      await done;
    },
  };
}

const short = { silence: 40, longestBackoff: 100_000 };
const untilAborted = (signal: AbortSignal) =>
  new Promise(resolve => signal.addEventListener('abort', resolve));

describe('a kind without changes, of a server that sends no bookmarks', () => {
  it('stays live, and each watch that ends in time is reopened at once', async () => {
    const { seen, reflections, until, stop } = reflect(
      (_watch, signal) => Promise.race([sleep(60), untilAborted(signal)]),
      0.06,
      short,
    );
    await until(() => seen.watches >= 6);
    await stop();
    expect(seen).toMatchObject({ lists: 1, pauses: [] });
    expect(reflections.slice(1).every(each => each.phase === 'live')).toBe(
      true,
    );
  });

  it('is asked with pauses when each watch ends at once', async () => {
    const { seen, until, stop } = reflect(async () => {}, 200, short);
    await until(() => seen.watches >= 5);
    await stop();
    expect(seen.pauses.slice(0, 3)).toEqual([1_000, 2_000, 4_000]);
    expect(seen.lists).toBe(1);
  });

  it('goes on after connections that break off now and then', async () => {
    const { seen, reflections, until, stop } = reflect(
      async (_watch, signal) => {
        await Promise.race([sleep(60), untilAborted(signal)]);
        throw new ClusterAccessError('unreachable', 'It broke off.');
      },
      200,
      { silence: 40, longestBackoff: 50 },
    );
    await until(() => seen.watches >= 4);
    await stop();
    expect(seen.lists).toBe(1);
    expect(reflections.some(each => each.phase === 'failed')).toBe(false);
  });

  it('is listed anew when a watch outlasts its time, and only then', async () => {
    const { seen, reflections, until, stop } = reflect(
      (watch, signal) =>
        watch === 1
          ? untilAborted(signal)
          : Promise.race([sleep(60), untilAborted(signal)]),
      0.06,
      short,
    );
    await until(() => seen.watches >= 4);
    await stop();
    expect(seen.lists).toBe(2);
    expect(reflections.filter(each => each.phase === 'failed')).toEqual([
      {
        phase: 'failed',
        sentence: expect.stringMatching(
          /^The watch of httproutes\.gateway\.networking\.k8s\.io in cluster eu did not end/,
        ),
      },
    ]);
  });
});
