import { ProviderError, ProviderErrorKind } from '../providerError';
import { Climber } from './climber';
import { ConformanceFault, ConformanceHarness } from './harness';
import { runConformance } from './runConformance';
import {
  memoryCapabilities,
  memorySemantics,
  memoryService,
  memoryZone,
  Misbehaviour,
} from './__testUtils__/memoryService';

interface MemoryHarness extends ConformanceHarness {
  misbehave(next: Misbehaviour): void;
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
