import { create, listed, write } from './__testUtils__/asking';
import {
  addressRecord,
  names,
  providerAt,
  put,
  start,
  stopServersAfterEach,
  zone,
} from './__testUtils__/startServer';
import { unlimited } from './__testUtils__/surroundings';

const web = create(zone, 'A', 'web', '192.0.2.1');
const other = create(zone, 'A', 'other', '192.0.2.2');

stopServersAfterEach();

describe('what the server confirmed', () => {
  it('is looked at: a write that did not happen has an unknown outcome', async () => {
    const server = await start({ faults: { update: 'ignore' } });
    const provider = providerAt(server);
    expect(await write(provider, zone, web, other)).toEqual([
      {
        outcome: 'unknown',
        message: expect.stringContaining('answered NOERROR, and not all'),
      },
      { outcome: 'unknown', message: expect.any(String) },
    ]);
    expect(server.served).toEqual(['UPDATE', 'CHECK']);
  });

  it('costs one message and one look, whatever the batch holds', async () => {
    const server = await start();
    const provider = providerAt(server);
    const changes = Array.from({ length: 50 }, (_, index) =>
      create(zone, 'A', `n${index}`, '192.0.2.1'),
    );
    await write(provider, zone, ...changes);
    expect(server.served).toEqual(['UPDATE', 'CHECK']);
  });

  it('is refused before it is sent where no message holds it', async () => {
    const server = await start();
    const targets = Array.from(
      { length: 400 },
      (_, index) => `"${index} ${'x'.repeat(200)}"`,
    );
    await expect(
      write(providerAt(server), zone, create(zone, 'TXT', 'huge', ...targets)),
    ).rejects.toMatchObject({
      kind: 'Rejected',
      message: expect.stringContaining('fits into no message'),
    });
    expect(server.served).toEqual([]);
  });
});

describe('reading by name', () => {
  it('asks for these names only', async () => {
    const server = await start();
    put(server, addressRecord('web.openova.io', '192.0.2.1'));
    const provider = providerAt(server);
    expect(
      names(await listed(provider, zone, ['web.openova.io', 'not there'])),
    ).toEqual(['A web.openova.io']);
    expect(server.served).not.toContain('AXFR');
  });

  it.each([
    ['a wildcard may have answered', '*.openova.io', 'new.openova.io', []],
    [
      'it is an alias of a wildcard',
      '*.deep.openova.io',
      'a.b.deep.openova.io',
      [],
    ],
  ])('transfers the zone where %s', async (_, standing, asked, found) => {
    const server = await start();
    put(server, addressRecord(standing, '192.0.2.1'));
    const sets = await listed(providerAt(server), zone, [asked]);
    expect(names(sets.filter(set => set.dnsName === asked))).toEqual(found);
    expect(server.served).toContain('AXFR');
  });

  it('asks for a wildcard itself as for any name, and is not misled by it', async () => {
    const server = await start();
    put(server, addressRecord('*.openova.io', '192.0.2.1'));
    const provider = providerAt(server);
    const alone = await listed(provider, zone, ['*.openova.io']);
    expect(names(alone)).toEqual(['A *.openova.io']);
    expect(server.served).not.toContain('AXFR');
    const asked = ['*.openova.io', 'new.openova.io'];
    const both = await listed(provider, zone, asked);
    expect(names(both)).not.toContain('A new.openova.io');
    expect(server.served).toContain('AXFR');
  });

  it('transfers the zone where a delegation hides the name', async () => {
    const server = await start();
    put(
      server,
      {
        name: 'child.openova.io',
        type: 'NS',
        class: 'IN',
        ttl: 300,
        data: { target: 'ns.child.openova.io' },
      },
      addressRecord('ns.child.openova.io', '192.0.2.53'),
    );
    const provider = providerAt(server);
    const sets = await listed(provider, zone, ['ns.child.openova.io']);
    expect(names(sets)).toContain('A ns.child.openova.io');
    expect(server.served).toContain('AXFR');
  });

  it('transfers the zone for many names', async () => {
    const server = await start();
    const many = Array.from(
      { length: 51 },
      (_, index) => `n${index}.openova.io`,
    );
    await listed(providerAt(server), zone, many);
    expect(server.served).toEqual(['AXFR']);
  });
});

describe('a large zone', () => {
  it('comes in one transfer, in pages', async () => {
    const server = await start();
    for (let index = 0; index < 50_000; index += 1) {
      put(server, addressRecord(`n${index}.openova.io`, '192.0.2.1'));
    }
    const pages: number[] = [];
    const listing = providerAt(server).listRecordSets(zone, {}, unlimited);
    for await (const page of listing) pages.push(page.length);
    expect(pages).toEqual([...Array(50).fill(1000), 1]);
    expect(server.served).toEqual(['AXFR']);
  }, 60_000);
});

describe('a zone', () => {
  it('is unknown where the entry does not name it', async () => {
    const elsewhere = { ...zone, id: 'example.org', name: 'example.org' };
    const provider = providerAt(await start());
    await expect(listed(provider, elsewhere)).rejects.toThrow(
      'example.org is no zone of externalDns.providers[0]: add it to zone',
    );
  });

  it('that cannot be asked does not hide the others', async () => {
    const provider = providerAt(await start(), {
      zone: ['openova.io', 'example.org'],
      visibility: 'private',
    });
    expect(await provider.listZones(unlimited)).toEqual([
      { ...zone, visibility: 'private' },
      {
        id: 'example.org',
        name: 'example.org',
        visibility: 'private',
        nameServers: [],
      },
    ]);
  });

  it('keeps records of types that are not managed', async () => {
    const server = await start();
    put(server, {
      name: 'web.openova.io',
      type: 'HTTPS',
      class: 'IN',
      ttl: 300,
      data: { octets: Uint8Array.of(0, 1, 0) },
    });
    const provider = providerAt(server);
    await write(provider, zone, web);
    const [set] = await listed(provider, zone, ['web.openova.io']);
    await write(provider, zone, { role: 'record', action: 'delete', old: set });
    expect(server.content?.types('web.openova.io')).toEqual(['HTTPS']);
  });

  it('tells an alias that cannot be, beside a type that is not managed', async () => {
    const server = await start();
    put(server, {
      name: 'web.openova.io',
      type: 'HTTPS',
      class: 'IN',
      ttl: 300,
      data: { octets: Uint8Array.of(0, 1, 0) },
    });
    const alias = create(zone, 'CNAME', 'web', 'one.example.org');
    await expect(
      write(providerAt(server), zone, other, alias),
    ).rejects.toMatchObject({
      kind: 'Rejected',
      message:
        'CNAME web.openova.io cannot stand beside HTTPS web.openova.io, which is not managed here (RFC 1034 section 3.6.2)',
    });
    expect(server.content?.types('other.openova.io')).toEqual([]);
  });

  it('gives no TTL below the configured floor', async () => {
    const server = await start();
    const provider = providerAt(server, { minTtl: '10m' });
    await write(provider, zone, web);
    const [set] = await listed(provider, zone, ['web.openova.io']);
    expect(set.recordTTL).toBe(600);
    expect(provider.semantics.minTtl).toBe(600);
  });
});

describe('the budget of the account', () => {
  it('is awaited before a connection is opened, for the verification as well', async () => {
    const server = await start();
    const taken: boolean[] = [];
    const waiting = {
      ...unlimited,
      budget: {
        take: async (options?: { write?: boolean }) => {
          expect(server.connections).toBe(0);
          taken.push(options?.write === true);
        },
        report: () => {},
      },
    };
    await providerAt(server).writeBatch(zone, [web], waiting);
    expect(taken).toEqual([true, false]);
  });
});
