import {
  ConformanceFault,
  runConformance,
} from '@openova/backstage-plugin-external-dns-node/testUtils';
import { Fault } from '@openova/provider-fakes/route53';
import { createHarness, Route53Harness } from './__testUtils__/harness';
import { route53Capabilities, route53Semantics } from './semantics';

function fault(kind: Fault): ConformanceFault<Route53Harness> {
  return async ({ fake }) => {
    fake.faults.set(kind);
    return async () => fake.faults.clear();
  };
}

runConformance<Route53Harness>({
  name: 'route53',
  capabilities: route53Capabilities,
  semantics: route53Semantics,
  create: createHarness,
  async fill({ fake, zone }, count) {
    const [held] = fake.zones;
    fake.addZone({
      id: held.id,
      name: held.name,
      records: [
        ...held.records,
        ...Array.from({ length: count }, (_, index) => ({
          Name: `host-${index}.${zone.name}.`,
          Type: 'A',
          TTL: 300,
          ResourceRecords: [{ Value: '192.0.2.1' }],
        })),
      ],
    });
  },
  faults: {
    throttled: fault({ kind: 'throttled', retryAfter: 7 }),
    throttledWithoutDelay: fault({ kind: 'throttled' }),
    failsBeforeWrite: fault({ kind: 'fails before write' }),
    failsAfterWrite: fault({ kind: 'fails after write' }),
    cutsAnswer: fault({ kind: 'cuts answer' }),
    expiredCredential: fault({ kind: 'expired credential' }),
    missingPermission: fault({ kind: 'may not write' }),
    vanishedZone: async ({ fake }) => {
      fake.removeZone('Z1');
      return async () => {};
    },
  },
  quirks: {
    pageSize: 300,
    secrets: ['fake-secret-0123456789-abcdefghijklmnop'],
    setIdentifierProperties: [{ name: 'aws/weight', value: '10' }],
    samples: {
      HTTPS: [['1 . alpn="h2"'], ['1 svc.example.org. alpn="h3"']],
      SVCB: [['1 . alpn="h2"'], ['2 svc.example.org.']],
      SSHFP: [
        ['1 1 09F6A01D2175742B257C6B98B7C72C44C4040683'],
        ['4 1 09F6A01D2175742B257C6B98B7C72C44C4040684'],
      ],
      TLSA: [['3 1 1 0A0B0C0D'], ['3 1 1 0A0B0C0E']],
    },
  },
});
