import { TestDatabases } from '@backstage/backend-test-utils';
import {
  ConformanceHarness,
  runConformance,
} from '@openova/backstage-plugin-external-dns-node/testUtils';
import { hasData, rdataToTarget, typeCode, typeText } from '@openova/dns-wire';
import { Knex } from 'knex';
import { askTcp, query } from './__testUtils__/ask';
import { startEmbedded, unlimited } from './__testUtils__/startEmbedded';
import { embeddedCapabilities, embeddedSemantics } from './semantics';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

interface EmbeddedHarness extends ConformanceHarness {
  knex: Knex;
}

runConformance<EmbeddedHarness>({
  name: 'embedded',
  capabilities: embeddedCapabilities,
  semantics: embeddedSemantics,
  async create() {
    const knex = await databases.init('SQLITE_3');
    const { provider, port } = await startEmbedded(
      { zones: ['openova.io'] },
      knex,
    );
    const [zone] = await provider.listZones(unlimited);
    return {
      provider,
      zone,
      knex,
      async read(dnsName, recordType) {
        const type = typeText(typeCode(recordType));
        const [answer] = await askTcp(port, [query(dnsName, type)]);
        // A delegation is told in the authority section.
        const section =
          recordType === 'NS' ? answer.authorities : answer.answers;
        const targets = section.flatMap(record =>
          hasData(record) && record.type === type
            ? [rdataToTarget(record)]
            : [],
        );
        return targets.length > 0 ? targets : undefined;
      },
    };
  },
  async fill({ knex, zone }, count) {
    const rows = Array.from({ length: count }, (_, index) => ({
      zone: zone.name,
      dns_name: `host-${index}.${zone.name}`,
      record_type: 'A',
      ttl: 300,
      targets: JSON.stringify(['192.0.2.1']),
    }));
    await knex.batchInsert('embedded_record_sets', rows, 100);
  },
  faults: {
    async failsBeforeWrite({ knex }) {
      await knex.schema.renameTable('embedded_zone_changes', 'hidden');
      return () => knex.schema.renameTable('hidden', 'embedded_zone_changes');
    },
    async vanishedZone({ knex, zone }) {
      await knex('embedded_zones').where({ name: zone.name }).delete();
      return async () => {};
    },
  },
});
