import { DnsProvider, Zone } from '@openova/backstage-plugin-external-dns-node';
import { runConformance } from '@openova/backstage-plugin-external-dns-node/testUtils';
import { JsonObject } from '@backstage/types';
import { rfc2136Capabilities, rfc2136Semantics } from './semantics';
import { create, listed, providerOf, write } from './__testUtils__/asking';
import { bind } from './__testUtils__/realServers/bind';
import { knot } from './__testUtils__/realServers/knot';
import { powerDns } from './__testUtils__/realServers/powerDns';
import {
  RealServer,
  RealServerKind,
  serverKey,
} from './__testUtils__/realServers/realServer';
import { unlimited } from './__testUtils__/surroundings';

jest.setTimeout(60_000);

/** More than there are rungs and tests: each gets a zone that nobody touched. */
const zones = Array.from({ length: 60 }, (_, index) => `z${index}.openova.io`);

const key = {
  tsigKeyname: serverKey.name,
  tsigSecret: serverKey.secret,
};

describe.each([bind, knot, powerDns])('$name', kind => {
  const lane = isInstalled(kind) ? describe : describe.skip;
  lane('as it is installed', () => {
    let server: RealServer;
    const unused = [...zones];

    beforeAll(async () => {
      server = await kind.start(zones);
    });
    afterAll(() => server?.program.stop());

    /** A provider of a new zone. */
    async function fresh(
      config: JsonObject = {},
    ): Promise<{ provider: DnsProvider; zone: Zone }> {
      const name = unused.shift() ?? 'none.left.openova.io';
      const provider = providerOf({
        port: server.port,
        zone: name,
        ...key,
        ...config,
      });
      const zone: Zone = {
        id: name,
        name,
        visibility: 'public',
        nameServers: ['ns1.example.org', 'ns2.example.org'],
      };
      return { provider, zone };
    }

    runConformance({
      name: kind.name,
      capabilities: rfc2136Capabilities,
      semantics: rfc2136Semantics,
      quirks: { secrets: [serverKey.secret] },
      create: () => fresh(),
    });

    it('has the name servers of a zone changed, one at least staying', async () => {
      const { provider, zone } = await fresh();
      expect(await provider.listZones(unlimited)).toEqual([zone]);
      const [old] = await listed(provider, zone);
      const next = { ...old, targets: ['ns3.example.org'], recordTTL: 600 };
      expect(
        await write(provider, zone, {
          role: 'record',
          action: 'update',
          old,
          new: next,
        }),
      ).toEqual([{ outcome: 'done' }]);
      expect(await listed(provider, zone)).toEqual([next]);
    });

    it('has no alias beside other records, and none beside an alias', async () => {
      const { provider, zone } = await fresh();
      const address = create(zone, 'A', 'web', '192.0.2.1');
      const alias = create(zone, 'CNAME', 'www', 'web.example.org');
      await write(provider, zone, address, alias);
      const before = await listed(provider, zone);
      for (const change of [
        create(zone, 'CNAME', 'web', 'www.example.org'),
        create(zone, 'A', 'www', '192.0.2.2'),
      ]) {
        expect(await write(provider, zone, change)).toEqual([
          {
            outcome: 'unknown',
            message: expect.stringContaining('nothing was written'),
          },
        ]);
      }
      expect(await listed(provider, zone)).toEqual(before);
    });

    it('finds by name what stands, not what a wildcard answers', async () => {
      const { provider, zone } = await fresh();
      await write(
        provider,
        zone,
        create(zone, 'A', '*', '192.0.2.1'),
        create(zone, 'NS', 'child', 'ns.example.org'),
        create(zone, 'A', 'ns.child', '192.0.2.53'),
      );
      const nameOf = (label: string) => `${label}.${zone.name}`;
      const besides = await listed(provider, zone, [
        nameOf('new'),
        nameOf('*'),
      ]);
      expect(besides.map(set => set.dnsName)).not.toContain(nameOf('new'));
      const names = ['new', '*', 'child', 'ns.child'].map(nameOf);
      const found = await listed(provider, zone, names);
      expect(
        found
          .filter(set => names.includes(set.dnsName))
          .map(set => `${set.recordType} ${set.dnsName}`)
          .sort(),
      ).toEqual([
        `A *.${zone.name}`,
        `A ns.child.${zone.name}`,
        `NS child.${zone.name}`,
      ]);
    });

    it.each<[string, JsonObject]>([
      ['another secret', { tsigSecret: Buffer.from('x').toString('base64') }],
      ['a key that it does not know', { tsigKeyname: 'somebody' }],
      ['another algorithm', { tsigSecretAlg: 'hmac-sha512' }],
    ])('tells %s as a mistake in the configuration', async (_, wrong) => {
      const { provider, zone } = await fresh(wrong);
      const change = create(zone, 'A', 'web', '192.0.2.1');
      await expect(listed(provider, zone)).rejects.toMatchObject({
        kind: 'InvalidConfig',
        message: expect.not.stringContaining(serverKey.secret),
      });
      await expect(write(provider, zone, change)).rejects.toMatchObject({
        kind: 'InvalidConfig',
      });
    });

    it('refuses who does not sign', async () => {
      const { provider, zone } = await fresh({
        tsigKeyname: undefined,
        tsigSecret: undefined,
        insecure: true,
      });
      const change = create(zone, 'A', 'web', '192.0.2.1');
      await expect(listed(provider, zone)).rejects.toMatchObject({
        kind: 'InvalidConfig',
      });
      await expect(write(provider, zone, change)).rejects.toMatchObject({
        kind: 'InvalidConfig',
      });
    });

    it('tells a zone that the server does not have', async () => {
      const { provider } = await fresh({ zone: 'elsewhere.openova.io' });
      await expect(provider.listZones(unlimited)).rejects.toMatchObject({
        kind: 'InvalidConfig',
      });
    });

    if (kind === bind) {
      it('is read and written over TLS', async () => {
        const { provider, zone } = await fresh({
          useTls: true,
          port: server.tls?.port,
          tlsCa: server.tls?.certificate,
          tlsServerName: 'localhost',
        });
        const change = create(zone, 'A', 'web', '192.0.2.1');
        expect(await write(provider, zone, change)).toEqual([
          { outcome: 'done' },
        ]);
        expect(await listed(provider, zone)).toHaveLength(2);
      });
    }

    it('takes many changes and gives them back in a transfer of many messages', async () => {
      const { provider, zone } = await fresh({ batchChangeSize: 1000 });
      const text = 'x'.repeat(100);
      for (let start = 0; start < 2000; start += 200) {
        const changes = Array.from({ length: 200 }, (_, index) =>
          create(zone, 'TXT', `t${start + index}`, `"${text}"`),
        );
        const results = await write(provider, zone, ...changes);
        expect(new Set(results.map(({ outcome }) => outcome))).toEqual(
          new Set(['done']),
        );
      }
      expect(await listed(provider, zone)).toHaveLength(2001);
    });
  });
});

function isInstalled({ name, program, package: from }: RealServerKind) {
  if (program) return true;
  process.stderr.write(
    `Skipped: rfc2136 at ${name}. It needs Debian's ${from}.\n`,
  );
  return false;
}
