import { Change } from '@openova/dns-engine';
import { ProviderError, ProviderErrorKind } from '../providerError';
import { Climber } from './climber';
import { ConformanceFault, ConformanceHarness } from './harness';
import { largeZoneRungs } from './largeZoneRung';
import { runConformance } from './runConformance';
import { writeRungs } from './writeRungs';
import {
  memoryCapabilities,
  memorySemantics,
  memoryService,
  memoryZone,
  Misbehaviour,
} from './__testUtils__/memoryService';

interface MemoryHarness extends ConformanceHarness {
  misbehave(next: Misbehaviour): void;
  fill(count: number): void;
}

function fault(
  when: NonNullable<Misbehaviour>['when'],
  kind: ProviderErrorKind,
  retryAfterSeconds?: number,
): ConformanceFault<MemoryHarness> {
  return async ({ misbehave }) => {
    const error = new ProviderError(kind, 'As the test wants it', {
      retryAfterSeconds,
    });
    misbehave({ when, error });
    return async () => misbehave(undefined);
  };
}

async function create(): Promise<MemoryHarness> {
  return { ...memoryService(), zone: memoryZone };
}

runConformance<MemoryHarness>({
  name: 'a service of single records in memory',
  capabilities: memoryCapabilities,
  semantics: memorySemantics,
  create,
  fill: async ({ fill }, count) => fill(count),
  faults: {
    throttled: fault('always', 'Throttled', 7),
    throttledWithoutDelay: fault('always', 'Throttled'),
    failsBeforeWrite: fault('before write', 'Unavailable'),
    failsAfterWrite: fault('after write', 'Unavailable'),
    cutsAnswer: fault('after write', 'Unavailable'),
    expiredCredential: fault('always', 'InvalidConfig'),
    missingPermission: fault('before write', 'InvalidConfig'),
    vanishedZone: fault('always', 'InvalidConfig'),
  },
  quirks: { pageSize: 50, secrets: ['the-token'] },
});

describe('the ladder', () => {
  const declared = {
    capabilities: memoryCapabilities,
    semantics: memorySemantics,
  };
  const wanted = [
    {
      dnsName: 'web.openova.io',
      recordType: 'A',
      targets: ['192.0.2.1'],
      recordTTL: 300,
    },
  ];

  async function climb(
    spoil: (harness: MemoryHarness) => Partial<MemoryHarness['provider']>,
  ): Promise<unknown> {
    const harness = await create();
    const provider = { ...harness.provider, ...spoil(harness) };
    const climber = await Climber.create({ ...harness, provider }, declared);
    return climber.reach(wanted);
  }

  it('holds a provider that does its work', async () => {
    await expect(climb(() => ({}))).resolves.toBe(1);
  });

  it('lets down one that says done and did nothing', async () => {
    await expect(
      climb(() => ({
        writeBatch: async (_zone, changes) =>
          changes.map(() => ({ outcome: 'done' as const })),
      })),
    ).rejects.toThrow();
  });

  it('lets down one that stores another TTL than it said', async () => {
    await expect(
      climb(({ provider }) => ({
        async *listRecordSets(...args) {
          for await (const page of provider.listRecordSets(...args)) {
            yield page.map(set => ({ ...set, recordTTL: 120 }));
          }
        },
      })),
    ).rejects.toThrow();
  });

  it('lets down one that lists a record set twice', async () => {
    await expect(
      climb(({ provider }) => ({
        async *listRecordSets(...args) {
          for await (const page of provider.listRecordSets(...args)) {
            yield page;
            yield page;
          }
        },
      })),
    ).rejects.toThrow();
  });

  it('lets down one that does not find by name what it lists', async () => {
    await expect(
      climb(({ provider }) => ({
        async *listRecordSets(zone, filter, context) {
          if (!filter.names) {
            yield* provider.listRecordSets(zone, filter, context);
          }
        },
      })),
    ).rejects.toThrow();
  });

  it.each([
    ['holds all it listed', 1],
    ['reads the whole zone before it tells of it', Number.POSITIVE_INFINITY],
  ])('lets down one that %s', async (_what, pagesAtOnce) => {
    const harness = await create();
    const { provider } = harness;
    const held: object[] = [];
    const greedy = {
      ...provider,
      async *listRecordSets(
        ...args: Parameters<typeof provider.listRecordSets>
      ) {
        const pages = [];
        for await (const page of provider.listRecordSets(...args)) {
          held.push(page);
          pages.push(page);
          if (pages.length >= pagesAtOnce) yield* pages.splice(0);
        }
        yield* pages;
        held.length = 0;
      },
    };
    const [rung] = largeZoneRungs<MemoryHarness>({
      fill: async ({ fill }, count) => fill(count),
    });
    const climber = await Climber.create(harness, declared);
    await expect(
      rung.climb(climber, { ...harness, provider: greedy }),
    ).rejects.toThrow();
  });

  it('lets down one that takes a name away while its value changes', async () => {
    const harness = await create();
    const { provider } = harness;
    const hasty: typeof provider = {
      ...provider,
      async writeBatch(zone, changes, context) {
        const halves = changes.flatMap((change): Change[] =>
          change.action === 'update'
            ? [
                { role: 'record', action: 'delete', old: change.old },
                { role: 'record', action: 'create', new: change.new },
              ]
            : [change],
        );
        for (const half of halves) {
          await provider.writeBatch(zone, [half], context);
        }
        return changes.map(() => ({ outcome: 'done' as const }));
      },
    };
    const spoilt = { ...harness, provider: hasty };
    const climber = await Climber.create(spoilt, declared);
    const rung = writeRungs(declared).find(({ name }) =>
      name.startsWith('a name has an answer'),
    );
    await expect(rung?.climb(climber, spoilt)).rejects.toThrow();
  });

  it('lets down one that touches what is foreign', async () => {
    const harness = await create();
    const climber = await Climber.create(harness, declared);
    const context = {
      signal: new AbortController().signal,
      priority: 'background' as const,
      budget: { take: async () => {}, report: () => {} },
    };
    for await (const [old] of harness.provider.listRecordSets(
      memoryZone,
      {},
      context,
    )) {
      await climber.write([{ role: 'record', action: 'delete', old }]);
    }
    await expect(climber.expectForeignUntouched()).rejects.toThrow();
  });
});
