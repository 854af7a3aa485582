import {
  ConformanceHarness,
  runConformance,
} from '@openova/backstage-plugin-external-dns-node/testUtils';
import { FakeHetzner, Fault } from '@openova/provider-fakes/hetzner';
import { startHetzner } from './__testUtils__/startHetzner';
import { hetznerCapabilities, hetznerSemantics } from './semantics';

interface HetznerHarness extends ConformanceHarness {
  fake: FakeHetzner;
}

const fault =
  (what: Fault) =>
  async ({ fake }: HetznerHarness) => {
    fake.faults.set(what);
    return async () => fake.faults.clear();
  };

// Actions that are done when the answer comes, and actions that are waited for.
describe.each([0, 1, 3])('with actions that are done after %d looks', polls => {
  runConformance<HetznerHarness>({
    name: 'hetzner',
    capabilities: hetznerCapabilities,
    semantics: hetznerSemantics,
    async create() {
      const { fake, provider, zone } = await startHetzner();
      fake.actions.polls = polls;
      return { fake, provider, zone, stop: () => fake.stop() };
    },
    faults: {
      throttled: fault({ kind: 'throttled', retryAfter: 7 }),
      throttledWithoutDelay: fault({ kind: 'throttled' }),
      failsBeforeWrite: fault({ kind: 'fails before write' }),
      failsAfterWrite: fault({ kind: 'fails after write' }),
      cutsAnswer: fault({ kind: 'cuts answer' }),
      missingPermission: fault({ kind: 'may not write' }),
      async expiredCredential({ fake }) {
        const { apiToken } = fake;
        fake.apiToken = 'aNewerToken';
        return async () => {
          fake.apiToken = apiToken;
        };
      },
      async vanishedZone({ fake, zone }) {
        fake.removeZone(Number(zone.id));
        return async () => {};
      },
    },
    quirks: {
      pageSize: 100,
      secrets: ['fakeToken0123456789'],
      samples: {
        HTTPS: [
          ['1 . alpn="h2"'],
          ['1 svc.example.org. alpn="h2,h3" port=8443'],
        ],
        SVCB: [['1 . alpn="h2"'], ['2 svc.example.org.']],
        TLSA: [['3 1 1 0A0B0C0D'], ['3 1 1 0A0B 0C0E']],
      },
    },
  });
});
