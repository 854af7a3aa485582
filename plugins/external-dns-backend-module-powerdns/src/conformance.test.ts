import {
  ConformanceHarness,
  runConformance,
} from '@openova/backstage-plugin-external-dns-node/testUtils';
import {
  FakePowerDns,
  FakePowerDnsZone,
  PowerDnsFault,
} from '@openova/provider-fakes/powerdns';
import { powerDnsCapabilities, powerDnsSemantics } from './semantics';
import { startPowerDns } from './__testUtils__/startPowerDns';
import { samples } from './__testUtils__/samples';

interface PowerDnsHarness extends ConformanceHarness {
  fake: FakePowerDns;
  held: FakePowerDnsZone;
}

const fault =
  (what: PowerDnsFault) =>
  async ({ fake }: PowerDnsHarness) => {
    fake.fault = what;
    return async () => {
      fake.fault = undefined;
    };
  };

runConformance<PowerDnsHarness>({
  name: 'powerdns',
  capabilities: powerDnsCapabilities(),
  semantics: powerDnsSemantics,
  async create() {
    const { fake, provider, zone, held } = await startPowerDns();
    return { fake, provider, zone, held, stop: () => fake.stop() };
  },
  async fill({ held, zone }, count) {
    for (let index = 0; index < count; index += 1) {
      held.put(`h${index}.${zone.name}.`, 'A', 300, ['192.0.2.1']);
    }
  },
  faults: {
    throttled: fault({ kind: 'throttled', retryAfter: 7 }),
    throttledWithoutDelay: fault({ kind: 'throttled' }),
    failsBeforeWrite: fault({ kind: 'fails before write' }),
    failsAfterWrite: fault({ kind: 'fails after write' }),
    cutsAnswer: fault({ kind: 'cuts answer' }),
    missingPermission: fault({ kind: 'may not write' }),
    async expiredCredential({ fake }) {
      const { apiKey } = fake;
      fake.apiKey = 'a-newer-key';
      return async () => {
        fake.apiKey = apiKey;
      };
    },
    async vanishedZone({ fake, zone }) {
      fake.removeZone(zone.name);
      return async () => {};
    },
  },
  quirks: { samples, secrets: ['fake-key-0123456789'] },
});
