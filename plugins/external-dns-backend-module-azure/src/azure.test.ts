import {
  ConformanceFault,
  ConformanceHarness,
  runConformance,
} from '@openova/backstage-plugin-external-dns-node/testUtils';
import { FakeAzure, FakeZone, Fault } from '@openova/provider-fakes/azure';
import { startAzure } from './__testUtils__/startAzure';
import { azureCapabilities, azureSemantics } from './semantics';

jest.setTimeout(60_000);

interface AzureHarness extends ConformanceHarness {
  fake: FakeAzure;
  fakeZone: FakeZone;
}

/** Record sets on a page, so that the ladder sees the end of one soon. */
const pageSize = 100;

function fault(kind: Fault): ConformanceFault<AzureHarness> {
  return async ({ fake }) => {
    fake.faults.set(kind);
    return async () => fake.faults.clear();
  };
}

for (const visibility of ['public', 'private'] as const) {
  runConformance<AzureHarness>({
    name: `azure, ${visibility} zones`,
    capabilities: azureCapabilities(visibility),
    semantics: azureSemantics(visibility),
    async create() {
      const started = await startAzure(visibility);
      started.fake.largestPage = pageSize;
      return { ...started, stop: () => started.fake.stop() };
    },
    faults: {
      throttled: fault({ kind: 'throttled', retryAfter: 7 }),
      throttledWithoutDelay: fault({ kind: 'throttled' }),
      failsBeforeWrite: fault({ kind: 'fails before write' }),
      failsAfterWrite: fault({ kind: 'fails after write' }),
      cutsAnswer: fault({ kind: 'cuts answer' }),
      expiredCredential: fault({ kind: 'expired credential' }),
      missingPermission: fault({ kind: 'may not write' }),
      async vanishedZone({ fake, fakeZone }) {
        fake.removeZone(fakeZone);
        return async () => {};
      },
    },
    quirks: {
      pageSize,
      secrets: [
        'fake-access-token-0123456789-abcdefghijklmnopqrstuvwxyz',
        'fake-client-secret-0123456789-abcdef',
      ],
    },
  });
}
