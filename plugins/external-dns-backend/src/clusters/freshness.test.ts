import { kinds } from '@openova/dns-engine';
import fc from 'fast-check';
import {
  DiscoveryOutcome,
  judgeList,
  kindFreshness,
  readableVersion,
  Reflection,
  sourceFreshness,
} from './freshness';

const kind = kinds.httpRoute;
const name = 'httproutes.gateway.networking.k8s.io';

const reflections: fc.Arbitrary<Reflection | undefined> = fc.constantFrom(
  undefined,
  { phase: 'listing' },
  { phase: 'live' },
  { phase: 'failed', sentence: 'It broke off.' },
);
const discoveries: fc.Arbitrary<DiscoveryOutcome> = fc.oneof(
  fc.constant<DiscoveryOutcome>({ outcome: 'pending' }),
  fc.constant<DiscoveryOutcome>({ outcome: 'failed', sentence: 'No answer.' }),
  fc
    .tuple(fc.subarray(['v1', 'v1beta1', 'v1alpha1', 'v2']), fc.boolean())
    .map(([versions, isLeaving]) => ({
      outcome: 'known' as const,
      versions: new Map(versions.length > 0 ? [[name, versions]] : []),
      leaving: new Set(isLeaving ? [name] : []),
    })),
);
const facts = fc.record({
  kind: fc.constant(kind),
  discovery: discoveries,
  servedBefore: fc.boolean(),
  reflection: reflections,
  objects: fc.nat(10),
});

const isLeaving = (discovery: DiscoveryOutcome) =>
  discovery.outcome === 'known' && discovery.leaving?.has(name) === true;

describe('kindFreshness', () => {
  it('is live only for a readable kind whose list and watch stand', () => {
    fc.assert(
      fc.property(facts, given => {
        const isLive = kindFreshness(given).state === 'live';
        const served =
          given.discovery.outcome === 'known'
            ? given.discovery.versions.get(name) ?? []
            : [];
        expect(isLive).toBe(
          readableVersion(kind, served) !== undefined &&
            !isLeaving(given.discovery) &&
            given.reflection?.phase === 'live',
        );
      }),
    );
  });

  it('is absent only where discovery succeeded and nobody ever served it', () => {
    fc.assert(
      fc.property(facts, given => {
        const isAbsent = kindFreshness(given).state === 'absent';
        expect(isAbsent).toBe(
          given.discovery.outcome === 'known' &&
            (!given.discovery.versions.has(name) ||
              isLeaving(given.discovery)) &&
            !given.servedBefore,
        );
      }),
    );
  });

  it('says why, whenever it failed', () => {
    fc.assert(
      fc.property(facts, given => {
        const { state, sentence } = kindFreshness(given);
        expect(sentence !== undefined).toBe(state === 'failed');
      }),
    );
  });

  it('names the kind that is being removed', () => {
    const discovery: DiscoveryOutcome = {
      outcome: 'known',
      versions: new Map([[name, ['v1']]]),
      leaving: new Set([name]),
    };
    expect(
      kindFreshness({ kind, discovery, servedBefore: true, objects: 3 }),
    ).toEqual({
      state: 'failed',
      objects: 3,
      sentence:
        'HTTPRoute is being removed from the cluster: install httproutes.gateway.networking.k8s.io again, or forget it',
    });
  });

  it('reads the newest version that is served and known', () => {
    expect(readableVersion(kind, ['v1beta1', 'v1'])).toBe('v1');
    expect(readableVersion(kind, ['v2', 'v1beta1'])).toBe('v1beta1');
    expect(readableVersion(kind, ['v2'])).toBeUndefined();
  });
});

describe('sourceFreshness', () => {
  it('is fresh only if each kind is live or absent, in a listed cluster', () => {
    fc.assert(
      fc.property(
        fc.array(facts),
        fc.constantFrom(true, false, undefined),
        fc.option(fc.constant('It needs a user.'), { nil: undefined }),
        (given, listed, unsupported) => {
          const judged = given.map(kindFreshness);
          const { fresh, sentence } = sourceFreshness(
            { listed, unsupported },
            judged,
          );
          expect(fresh).toBe(
            listed === true &&
              unsupported === undefined &&
              judged.every(({ state }) => ['live', 'absent'].includes(state)),
          );
          expect(sentence === undefined).toBe(fresh);
        },
      ),
    );
  });
});

describe('judgeList', () => {
  it('never counts a first empty list after objects', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1 }), fc.nat(), (objectsBefore, now) => {
        const syncMilliseconds = 60_000;
        const first = { objectsBefore, objects: 0, now, syncMilliseconds };
        expect(judgeList({ ...first, suspectedAt: undefined })).toBe(
          'suspicious',
        );
        expect(judgeList({ ...first, suspectedAt: now - 59_999 })).toBe(
          'suspicious',
        );
        expect(judgeList({ ...first, suspectedAt: now - 60_000 })).toBe(
          'counts',
        );
      }),
    );
  });

  it('counts any list with objects, and an empty one where none were', () => {
    const list = { suspectedAt: undefined, now: 0, syncMilliseconds: 60_000 };
    expect(judgeList({ ...list, objectsBefore: 9, objects: 1 })).toBe('counts');
    expect(judgeList({ ...list, objectsBefore: 0, objects: 0 })).toBe('counts');
  });
});
