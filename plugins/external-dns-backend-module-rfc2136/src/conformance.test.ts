import {
  ConformanceHarness,
  runConformance,
} from '@openova/backstage-plugin-external-dns-node/testUtils';
import { parseTsigKey, rdataToTarget } from '@openova/dns-wire';
import { readEntry } from './entry';
import { createRfc2136Provider } from './provider';
import { rfc2136Capabilities, rfc2136Semantics } from './semantics';
import { TestServer } from './__testUtils__/testServer';
import { unlimited } from './__testUtils__/surroundings';

const keyFields = {
  name: 'external-dns',
  algorithm: 'hmac-sha512',
  secret: Buffer.from('a secret of the test server').toString('base64'),
};

interface ServerHarness extends ConformanceHarness {
  server: TestServer;
}

runConformance<ServerHarness>({
  name: 'rfc2136 at a small server',
  capabilities: rfc2136Capabilities,
  semantics: rfc2136Semantics,
  async create() {
    const server = await TestServer.start({
      zone: 'openova.io',
      keys: [parseTsigKey(keyFields)],
    });
    const provider = createRfc2136Provider(
      readEntry(
        {
          type: 'rfc2136',
          host: '127.0.0.1',
          port: server.port,
          zone: 'openova.io',
          tsigKeyname: keyFields.name,
          tsigSecret: keyFields.secret,
          tsigSecretAlg: keyFields.algorithm,
        },
        'externalDns.providers[0]',
      ),
    );
    const [zone] = await provider.listZones(unlimited);
    return {
      provider,
      zone,
      server,
      async read(dnsName, recordType) {
        const records = server.content
          ?.all()
          .filter(
            record => record.name === dnsName && record.type === recordType,
          );
        return records?.length ? records.map(rdataToTarget) : undefined;
      },
      stop: () => server.stop(),
    };
  },
  async fill({ server, zone }, count) {
    server.recordsPerMessage = 500;
    for (let index = 0; index < count; index += 1) {
      server.content?.put({
        name: `host-${index}.${zone.name}`,
        type: 'A',
        class: 'IN',
        ttl: 300,
        data: { address: '192.0.2.1' },
      });
    }
  },
  quirks: {
    pageSize: 1000,
    secrets: [keyFields.secret],
    // The records of a transfer come in any order, so it is held until its end.
    listingMegabytes: 40,
  },
  faults: {
    failsBeforeWrite: fault('servfail before'),
    failsAfterWrite: fault('servfail after'),
    cutsAnswer: fault('cut after'),
    missingPermission: fault('refuse'),
    async expiredCredential({ server }) {
      const { keys } = server;
      server.keys = [{ ...keys[0], name: 'another' }];
      return async () => {
        server.keys = keys;
      };
    },
    async vanishedZone({ server }) {
      server.content = undefined;
      return async () => {};
    },
  },
});

function fault(update: TestServer['faults']['update']) {
  return async ({ server }: ServerHarness) => {
    server.faults.update = update;
    return async () => {
      server.faults.update = undefined;
    };
  };
}
