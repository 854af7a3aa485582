import { Zone } from '@openova/backstage-plugin-external-dns-node';
import { Change, RecordSet } from '@openova/dns-engine';
import { JsonObject } from '@backstage/types';
import { Knex } from 'knex';
import { askTcp, askUdp, query } from './__testUtils__/ask';
import { testDatabases } from './__testUtils__/databases';
import { told } from './__testUtils__/servedZone';
import {
  startEmbedded,
  StartedProvider,
  unlimited,
} from './__testUtils__/startEmbedded';

const databases = testDatabases();

describe.each(databases.eachSupportedId())(
  'embedded zones on %p',
  databaseId => {
    const started: StartedProvider[] = [];
    let knex: Knex;
    let zone: Zone;

    beforeEach(async () => {
      knex = await databases.init(databaseId);
    });
    afterEach(async () => {
      await Promise.all(started.map(({ provider }) => provider.close?.()));
      started.length = 0;
    });

    async function start(config: JsonObject = {}): Promise<StartedProvider> {
      const fresh = await startEmbedded(
        { zones: ['openova.io'], ...config },
        knex,
      );
      started.push(fresh);
      [zone] = await fresh.provider.listZones(unlimited);
      return fresh;
    }

    async function list({ provider }: StartedProvider): Promise<RecordSet[]> {
      const sets: RecordSet[] = [];
      const pages = provider.listRecordSets(zone, {}, unlimited);
      for await (const page of pages) sets.push(...page);
      return sets;
    }

    function write({ provider }: StartedProvider, ...changes: Change[]) {
      return provider.writeBatch(zone, changes, unlimited);
    }

    async function serial({ port }: StartedProvider): Promise<number> {
      const [answer] = await askTcp(port, [query('openova.io', 'SOA')]);
      const [soa] = answer.answers;
      return soa.type === 'SOA' && soa.data ? soa.data.serial : NaN;
    }

    const create = (
      recordType: string,
      dnsName: string,
      ...targets: string[]
    ): Change => ({
      role: 'record',
      action: 'create',
      new: { zone: 'openova.io', dnsName, recordType, targets },
    });

    it('makes a zone with name servers of its own, and tells where it listens', async () => {
      const one = await start({
        zones: [
          'openova.io',
          {
            name: 'OpenOva.dev',
            nameServers: ['ns1.openova.io', 'ns.openova.dev'],
            visibility: 'private',
          },
        ],
      });
      const serverAddresses = [{ address: '127.0.0.1', port: one.port }];
      expect(await one.provider.listZones(unlimited)).toEqual([
        {
          id: 'openova.io',
          name: 'openova.io',
          visibility: 'public',
          nameServers: ['ns1.openova.io'],
          serverAddresses,
        },
        {
          id: 'openova.dev',
          name: 'openova.dev',
          visibility: 'private',
          nameServers: ['ns1.openova.io', 'ns.openova.dev'],
          serverAddresses,
        },
      ]);
      expect(told(await askUdp(one.port, query('openova.dev', 'NS')))).toEqual([
        'NOERROR aa',
        'answer openova.dev NS ns1.openova.io',
        'answer openova.dev NS ns.openova.dev',
        'additional ns.openova.dev A 127.0.0.1',
      ]);
    });

    it('answers what was written at once, and counts it in the serial', async () => {
      const one = await start();
      const before = await serial(one);
      await write(one, create('A', 'web.openova.io', '192.0.2.1'));
      expect(
        told(await askUdp(one.port, query('web.openova.io', 'A'))),
      ).toEqual(['NOERROR aa', 'answer web.openova.io A 192.0.2.1']);
      expect(await serial(one)).toBe(before + 1);
    });

    it('warns when others than this machine can ask it', async () => {
      expect((await start()).warnings).toEqual([]);
      const open = await start({ listen: { address: '0.0.0.0', port: 0 } });
      expect(open.warnings).toEqual([
        'externalDns.providers[0].listen.address is 0.0.0.0: the embedded DNS server is for demos and tests, and whoever reaches that address can ask it; use 127.0.0.1',
      ]);
      expect(zone.serverAddresses).toEqual([
        { address: '127.0.0.1', port: open.port },
      ]);
    });

    it('keeps records and serial over a restart, and seeds only once', async () => {
      const seed = [
        {
          zone: 'openova.io',
          records: [
            {
              dnsName: 'mail.openova.io',
              recordType: 'A',
              targets: ['192.0.2.25'],
            },
          ],
        },
      ];
      const one = await start({ seed });
      await write(one, create('A', 'web.openova.io', '192.0.2.1'));
      const [mail] = (await list(one)).filter(
        set => set.dnsName === 'mail.openova.io',
      );
      await write(one, { role: 'record', action: 'delete', old: mail });
      const [records, reached] = [await list(one), await serial(one)];
      await one.provider.close?.();
      const two = await start({ seed });
      expect(await list(two)).toEqual(records);
      expect(await serial(two)).toBe(reached);
      expect(
        told(await askUdp(two.port, query('mail.openova.io', 'A')))[0],
      ).toBe('NXDOMAIN aa');
    });

    it('serves on every replica what any of them writes', async () => {
      const [one, two] = [await start(), await start()];
      await write(one, create('A', 'a.openova.io', '192.0.2.1'));
      await write(two, create('A', 'b.openova.io', '192.0.2.2'));
      // The writer has what the other wrote before it, at once.
      expect(
        told(await askUdp(two.port, query('a.openova.io', 'A'))),
      ).toContain('answer a.openova.io A 192.0.2.1');
      const soon = async (): Promise<string[]> => {
        const lines = told(await askUdp(one.port, query('b.openova.io', 'A')));
        if (lines.length > 1 && lines[0].startsWith('NOERROR')) return lines;
        await new Promise(resolve => setTimeout(resolve, 50));
        return soon();
      };
      expect(await soon()).toContain('answer b.openova.io A 192.0.2.2');
      expect(await serial(one)).toBe(await serial(two));
    });

    it('has a replica that fell far behind read the zone anew', async () => {
      const one = await start();
      await write(one, create('A', 'a.openova.io', '192.0.2.1'));
      // As after many writes by others, whose names are forgotten.
      await knex('embedded_zones').update({ version: 5000 });
      await knex('embedded_record_sets')
        .where({ dns_name: 'a.openova.io' })
        .delete();
      await write(one, create('A', 'b.openova.io', '192.0.2.2'));
      expect(told(await askUdp(one.port, query('a.openova.io', 'A')))[0]).toBe(
        'NXDOMAIN aa',
      );
      expect(told(await askUdp(one.port, query('b.openova.io', 'A')))[0]).toBe(
        'NOERROR aa',
      );
    });

    it.each<[string, Change]>([
      [
        'CNAME web.openova.io cannot stand beside A web.openova.io (RFC 1034 section 3.6.2)',
        create('CNAME', 'web.openova.io', 'x.example.org'),
      ],
      [
        'CNAME openova.io: the name of a zone has NS and SOA and can be no alias (RFC 1912 section 2.4)',
        create('CNAME', 'openova.io', 'x.example.org'),
      ],
      [
        'A web.example.org lies outside of the zone openova.io',
        create('A', 'web.example.org', '192.0.2.1'),
      ],
      [
        'A notopenova.io lies outside of the zone openova.io',
        create('A', 'notopenova.io', '192.0.2.1'),
      ],
      [
        'A bad.openova.io: "192.0.2" is not an IPv4 address.',
        create('A', 'bad.openova.io', '192.0.2'),
      ],
      [
        'AAAA bad.openova.io: "192.0.2.1" is not an IPv6 address.',
        create('AAAA', 'bad.openova.io', '192.0.2.1'),
      ],
      ['A none.openova.io has no targets', create('A', 'none.openova.io')],
      [
        'AAAA two.openova.io has the target 2001:db8::1 twice',
        create('AAAA', 'two.openova.io', '2001:db8::1', '2001:DB8:0::1'),
      ],
      [
        'CNAME two.openova.io has 2 targets: an alias has one (RFC 2181 section 10.1)',
        create('CNAME', 'two.openova.io', 'x.example.org', 'y.example.org'),
      ],
      [
        'NS *.openova.io: a wildcard cannot be delegated (RFC 4592 section 4.2)',
        create('NS', '*.openova.io', 'ns.example.org'),
      ],
      [
        'SOA openova.io: the embedded server holds A, AAAA, CAA, CNAME, MX, NAPTR, NS, PTR, SRV, TXT only',
        create('SOA', 'openova.io', 'a b 1 2 3 4 5'),
      ],
    ])('refuses: %s', async (sentence, change) => {
      const one = await start();
      await write(one, create('A', 'web.openova.io', '192.0.2.1'));
      const [before, reached] = [await list(one), await serial(one)];
      const good = create('A', 'good.openova.io', '192.0.2.9');
      await expect(write(one, good, change)).rejects.toMatchObject({
        kind: 'Rejected',
        message: sentence,
      });
      expect(await list(one)).toEqual(before);
      expect(await serial(one)).toBe(reached);
    });

    it('does not let the last name servers of a zone go', async () => {
      const one = await start();
      const [ns] = (await list(one)).filter(set => set.recordType === 'NS');
      const change: Change = { role: 'record', action: 'delete', old: ns };
      await expect(write(one, change)).rejects.toMatchObject({
        kind: 'Rejected',
        message:
          'NS openova.io cannot go: a zone without name servers answers nobody',
      });
    });

    it('writes nothing of a batch that was planned on what stands no more', async () => {
      const one = await start();
      const gone = {
        zone: 'openova.io',
        dnsName: 'gone.openova.io',
        recordType: 'A',
        targets: ['192.0.2.1'],
        recordTTL: 300,
      };
      const before = await list(one);
      const message = 'A gone.openova.io is gone since it was read';
      expect(
        await write(one, create('A', 'new.openova.io', '192.0.2.2'), {
          role: 'record',
          action: 'delete',
          old: gone,
        }),
      ).toEqual([
        { outcome: 'unknown', message },
        { outcome: 'unknown', message },
      ]);
      expect(await list(one)).toEqual(before);
    });

    it('gives a name to the first of two who want it at once', async () => {
      const [one, two] = [await start(), await start()];
      const both = await Promise.all([
        write(one, create('A', 'web.openova.io', '192.0.2.1')),
        write(two, create('A', 'web.openova.io', '192.0.2.2')),
      ]);
      expect(both.map(([{ outcome }]) => outcome).sort()).toEqual([
        'done',
        'unknown',
      ]);
      const web = (await list(one)).filter(
        set => set.dnsName === 'web.openova.io',
      );
      expect(web).toHaveLength(1);
    });

    it('says why when its port is taken, and whose zone it does not have', async () => {
      const one = await start();
      const taken = startEmbedded(
        {
          zones: ['openova.dev'],
          listen: { address: '127.0.0.1', port: one.port },
        },
        knex,
      );
      await expect(taken).rejects.toMatchObject({
        kind: 'Unavailable',
        message: expect.stringMatching(
          /^externalDns\.providers\[0\]\.listen cannot be opened \(.*EADDRINUSE.*\): free the port or choose another$/,
        ),
      });
      const other = { ...zone, id: 'example.org', name: 'example.org' };
      await expect(
        one.provider.writeBatch(other, [], unlimited),
      ).rejects.toMatchObject({
        kind: 'InvalidConfig',
        message:
          'example.org is no zone of externalDns.providers[0]: add it to zones',
      });
    });

    it('holds 100,000 names', async () => {
      const one = await start();
      const batchSize = 1000;
      for (let first = 0; first < 100_000; first += batchSize) {
        const results = await write(
          one,
          ...Array.from({ length: batchSize }, (_, index) =>
            create('A', `host-${first + index}.openova.io`, '192.0.2.1'),
          ),
        );
        expect(results.every(({ outcome }) => outcome === 'done')).toBe(true);
      }
      const two = await start();
      expect(await list(two)).toHaveLength(100_002);
      for (const index of [0, 50_000, 99_999]) {
        const asked = query(`host-${index}.openova.io`, 'A');
        expect((await askUdp(two.port, asked)).answers).toHaveLength(1);
      }
    }, 120_000);
  },
);
