import {
  ConformanceHarness,
  runConformance,
} from '@openova/backstage-plugin-external-dns-node/testUtils';
import { Change, RecordSet } from '@openova/dns-engine';
import { RealPowerDns } from '@openova/provider-fakes/realPowerDns';
import { readEntry } from './entry';
import { createPowerDnsProvider } from './provider';
import { powerDnsCapabilities, powerDnsSemantics } from './semantics';
import { samples } from './__testUtils__/samples';
import { path, unlimited } from './__testUtils__/startPowerDns';

jest.setTimeout(60_000);

const lane = RealPowerDns.isInstalled('powerdns') ? describe : describe.skip;

lane('PowerDNS as it is installed', () => {
  let server: RealPowerDns;
  let zones = 0;

  beforeAll(async () => {
    server = await RealPowerDns.start();
  });
  afterAll(() => server?.stop());

  async function fresh(apiKey?: string): Promise<ConformanceHarness> {
    zones += 1;
    const name = `z${zones}.openova.io`;
    await server.addZone(name);
    const entry = readEntry(
      { server: server.url, apiKey: apiKey ?? server.apiKey },
      path,
    );
    const provider = createPowerDnsProvider(entry);
    const zone = {
      id: `${name}.`,
      name,
      visibility: 'public' as const,
      nameServers: ['ns1.example.org', 'ns2.example.org'],
    };
    return {
      provider,
      zone,
      read: (dnsName, type) => server.read(dnsName, type),
    };
  }

  runConformance({
    name: 'powerdns',
    capabilities: powerDnsCapabilities(),
    semantics: powerDnsSemantics,
    create: () => fresh(),
    faults: {
      async vanishedZone({ zone }) {
        await server.request('DELETE', `/zones/${zone.id}`);
        return async () => {};
      },
    },
    quirks: { samples, secrets: ['key-of-tests-0123456789'] },
  });

  it('tells a wrong key', async () => {
    const { provider } = await fresh('another');
    await expect(provider.listZones(unlimited)).rejects.toMatchObject({
      kind: 'InvalidConfig',
      message: expect.stringContaining(`check ${path}.apiKey`),
    });
  });

  it('names what it refuses, and keeps what is switched off', async () => {
    const { provider, zone } = await fresh();
    const dnsName = `web.${zone.name}`;
    const records = [
      { content: '192.0.2.1', disabled: false },
      { content: '192.0.2.9', disabled: true },
    ];
    const set = { name: `${dnsName}.`, type: 'A', ttl: 60 };
    await server.request('PATCH', `/zones/${zone.id}`, {
      rrsets: [{ ...set, changetype: 'REPLACE', records }],
    });
    const all: RecordSet[] = [];
    for await (const page of provider.listRecordSets(zone, {}, unlimited)) {
      all.push(...page);
    }
    const [old] = all.filter(each => each.dnsName === dnsName);
    expect(old.targets).toEqual(['192.0.2.1']);
    const next = {
      zone: zone.name,
      dnsName,
      recordType: 'A',
      targets: ['192.0.2.2'],
    };
    const update: Change = { role: 'record', action: 'update', old, new: next };
    const bad: Change = {
      role: 'record',
      action: 'create',
      new: { ...next, dnsName: `bad.${zone.name}`, targets: ['x'] },
    };
    await expect(
      provider.writeBatch(zone, [update, bad], unlimited),
    ).rejects.toMatchObject({
      kind: 'Rejected',
      refusedChanges: new Map([[1, expect.stringContaining('bad.')]]),
    });
    await provider.writeBatch(zone, [update], unlimited);
    const { body } = await server.request('GET', `/zones/${zone.id}`);
    expect(body).toMatchObject({
      rrsets: expect.arrayContaining([
        expect.objectContaining({
          name: `${dnsName}.`,
          ttl: 60,
          records: expect.arrayContaining([
            { content: '192.0.2.2', disabled: false },
            { content: '192.0.2.9', disabled: true },
          ]),
        }),
      ]),
    });
  });
});
