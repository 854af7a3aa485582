import {
  ConformanceFault,
  ConformanceQuirks,
  runConformance,
} from '@openova/backstage-plugin-external-dns-node/testUtils';
import { Fault } from '@openova/provider-fakes/google';
import { createHarness, GoogleHarness } from './__testUtils__/harness';
import { googleCapabilities, googleSemantics } from './semantics';

function fault(kind: Fault): ConformanceFault<GoogleHarness> {
  return async ({ fake }) => {
    fake.faults.set(kind);
    return async () => fake.faults.clear();
  };
}

const faults = {
  throttled: fault({ kind: 'throttled', retryAfter: 7 }),
  throttledWithoutDelay: fault({ kind: 'throttled' }),
  failsBeforeWrite: fault({ kind: 'fails before write' }),
  failsAfterWrite: fault({ kind: 'fails after write' }),
  cutsAnswer: fault({ kind: 'cuts answer' }),
  missingPermission: fault({ kind: 'may not write' }),
  expiredCredential: async ({ fake }: GoogleHarness) => {
    fake.logins.revokeAll();
    return async () => fake.logins.revokeAll(false);
  },
  vanishedZone: async ({ fake }: GoogleHarness) => {
    fake.removeZone('openova-io');
    return async () => {};
  },
};

const quirks: ConformanceQuirks = {
  pageSize: 1000,
  secrets: ['ya29.fake-token'],
  samples: {
    HTTPS: [['1 . alpn="h2"'], ['1 svc.example.org. alpn="h3"']],
    SVCB: [['1 . alpn="h2"'], ['2 svc.example.org.']],
    SSHFP: [
      ['1 1 09F6A01D2175742B257C6B98B7C72C44C4040683'],
      ['4 1 09F6A01D2175742B257C6B98B7C72C44C4040684'],
    ],
    TLSA: [['3 1 1 0A0B0C0D'], ['3 1 1 0A0B0C0E']],
  },
};

runConformance<GoogleHarness>({
  name: 'google',
  capabilities: googleCapabilities,
  semantics: googleSemantics,
  create: () => createHarness(),
  async fill({ fake }, count) {
    fake.removeZone('openova-io');
    fake.addZone({
      name: 'openova-io',
      dnsName: 'openova.io',
      records: Array.from({ length: count }, (_, index) => ({
        name: `host-${index}.openova.io.`,
        type: 'A',
        ttl: 300,
        rrdatas: ['192.0.2.1'],
      })),
    });
  },
  faults,
  quirks,
});

runConformance<GoogleHarness>({
  name: 'google, a private zone whose changes are long pending,',
  capabilities: googleCapabilities,
  semantics: googleSemantics,
  async create() {
    const harness = await createHarness({ visibility: 'private' });
    // Until a change is done, listings of the fake show what stood before it.
    harness.fake.pendingAnswers = 3;
    return harness;
  },
  faults,
  quirks,
});
