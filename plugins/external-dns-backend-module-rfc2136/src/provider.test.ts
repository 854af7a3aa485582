import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JsonObject } from '@backstage/types';
import { Zone } from '@openova/backstage-plugin-external-dns-node';
import { RecordSet } from '@openova/dns-engine';
import { parseTsigKey, ResourceRecord, TsigAlgorithm } from '@openova/dns-wire';
import { create, listed, providerOf, write } from './__testUtils__/asking';
import { selfSigned } from './__testUtils__/certificate';
import { unlimited } from './__testUtils__/surroundings';
import { Faults, TestServer } from './__testUtils__/testServer';

const secret = Buffer.from('a secret of these tests').toString('base64');
const zone: Zone = {
  id: 'openova.io',
  name: 'openova.io',
  visibility: 'public',
  nameServers: ['ns1.example.org', 'ns2.example.org'],
};
const web = create(zone, 'A', 'web', '192.0.2.1');
const other = create(zone, 'A', 'other', '192.0.2.2');

const servers: TestServer[] = [];
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rfc2136-'));
});
afterAll(() => rm(folder, { recursive: true }));
afterEach(async () => {
  await Promise.all(servers.splice(0).map(server => server.stop()));
});

async function start(
  options: {
    faults?: Faults;
    algorithm?: TsigAlgorithm;
    tls?: { key: string; cert: string };
    insecure?: boolean;
  } = {},
): Promise<TestServer> {
  const { algorithm = 'hmac-sha256' } = options;
  const server = await TestServer.start({
    zone: zone.name,
    keys: options.insecure
      ? []
      : [parseTsigKey({ name: 'external-dns', algorithm, secret })],
    tls: options.tls,
  });
  Object.assign(server.faults, options.faults);
  servers.push(server);
  return server;
}

function providerAt(server: { port: number }, config: JsonObject = {}) {
  return providerOf({
    port: server.port,
    zone: zone.name,
    tsigKeyname: 'external-dns',
    tsigSecret: secret,
    ...config,
  });
}

function put(server: TestServer, ...records: ResourceRecord[]): void {
  for (const record of records) server.content?.put(record);
}

function addressRecord(name: string, address: string): ResourceRecord {
  return { name, type: 'A', class: 'IN', ttl: 300, data: { address } };
}

function names(sets: readonly RecordSet[]): string[] {
  return sets.map(set => `${set.recordType} ${set.dnsName}`).sort();
}

describe('signatures', () => {
  it.each<TsigAlgorithm>([
    'hmac-sha1',
    'hmac-sha224',
    'hmac-sha256',
    'hmac-sha384',
    'hmac-sha512',
  ])('%s signs and is verified', async algorithm => {
    const server = await start({ algorithm });
    const provider = providerAt(server, { tsigSecretAlg: algorithm });
    expect(await write(provider, zone, web)).toEqual([{ outcome: 'done' }]);
    expect(names(await listed(provider, zone))).toContain('A web.openova.io');
  });

  it('reads and writes without any where that was said', async () => {
    const server = await start({ insecure: true });
    const provider = providerAt(server, {
      insecure: true,
      tsigKeyname: undefined,
      tsigSecret: undefined,
    });
    expect(await write(provider, zone, web)).toEqual([{ outcome: 'done' }]);
    expect(names(await listed(provider, zone))).toContain('A web.openova.io');
  });

  it.each<[string, Faults, string, string]>([
    ['a wrong clock', { clock: 4000 }, 'InvalidConfig', '(BADTIME)'],
    ['a wrong answer', { signature: 'wrong' }, 'Unavailable', 'secrets differ'],
    ['no signature', { signature: 'none' }, 'Unavailable', 'cannot be trusted'],
    ['a transfer without its end', { transfer: 'cut' }, 'Unavailable', 'lost'],
    [
      'a transfer that was changed',
      { transfer: 'changed' },
      'Unavailable',
      'cannot be trusted',
    ],
    [
      'a transfer whose end is not signed',
      { transfer: 'last unsigned' },
      'Unavailable',
      'its end is not signed',
    ],
  ])('does not trust %s', async (_, faults, kind, sentence) => {
    const server = await start({ faults });
    server.recordsPerMessage = 2;
    await expect(listed(providerAt(server), zone)).rejects.toMatchObject({
      kind,
      message: expect.stringContaining(sentence),
    });
  });

  it('takes the secret from a file, and again when that changes', async () => {
    const server = await start();
    const file = join(folder, 'secret');
    await writeFile(file, `${Buffer.from('old').toString('base64')}\n`);
    const provider = providerAt(server, {
      tsigSecret: undefined,
      tsigSecretFile: file,
    });
    await expect(provider.listZones(unlimited)).rejects.toMatchObject({
      kind: 'InvalidConfig',
      message: expect.stringContaining('(BADSIG): check tsigSecret'),
    });
    await writeFile(file, `${secret}\n`);
    expect(await provider.listZones(unlimited)).toEqual([zone]);
    await rm(file);
    await expect(provider.listZones(unlimited)).rejects.toThrow(
      `externalDns.providers[0].tsigSecretFile: the file ${file} cannot be read (ENOENT)`,
    );
    await writeFile(file, 'no base64!');
    await expect(provider.listZones(unlimited)).rejects.toThrow(
      'externalDns.providers[0].tsigSecretFile: The secret of the TSIG key "external-dns" is not base64',
    );
  });
});

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
    const many = Array.from({ length: 51 }, (_, index) => `n${index}.openova.io`);
    await listed(providerAt(server), zone, many);
    expect(server.served).toEqual(['AXFR']);
  });
});

describe('several hosts', () => {
  it('go on with the next where one cannot be reached, also for writes', async () => {
    const server = await start();
    // Nothing listens at the port of that address.
    const provider = providerAt(server, { host: ['127.0.0.2', '127.0.0.1'] });
    expect(await write(provider, zone, web)).toEqual([{ outcome: 'done' }]);
    expect(names(await listed(provider, zone))).toContain('A web.openova.io');
  });

  it('tell all that could not be reached', async () => {
    const server = await start();
    const provider = providerAt(server, { host: ['127.0.0.2', '127.0.0.1'] });
    await server.stop();
    await expect(provider.listZones(unlimited)).rejects.toMatchObject({
      kind: 'Unavailable',
      message: expect.stringMatching(
        /^127\.0\.0\.2:\d+ cannot be reached: .*; 127\.0\.0\.1:\d+ cannot be reached: .*/,
      ),
    });
  });

  it('read again from the next where one falls silent in the middle', async () => {
    const server = await start({ faults: { transfer: 'cut' } });
    const provider = providerAt(server, { host: ['127.0.0.1', 'localhost'] });
    await expect(listed(provider, zone)).rejects.toMatchObject({
      kind: 'Unavailable',
    });
    expect(server.served).toEqual(['AXFR', 'AXFR']);
  });

  it('never repeat a write whose answer was lost', async () => {
    const server = await start({ faults: { update: 'cut after' } });
    const provider = providerAt(server, { host: ['127.0.0.1', 'localhost'] });
    await expect(write(provider, zone, web)).rejects.toMatchObject({
      kind: 'Unavailable',
    });
    expect(server.served).toEqual(['UPDATE']);
  });
});

describe('TLS', () => {
  it('carries reads and writes', async () => {
    const { cert, key } = selfSigned();
    const server = await start({ tls: { cert, key } });
    const file = join(folder, 'ca.pem');
    await writeFile(file, cert);
    const secure = { useTls: true, tlsCa: file, tlsServerName: 'localhost' };
    const provider = providerAt(server, secure);
    expect(await write(provider, zone, web)).toEqual([{ outcome: 'done' }]);
    expect(names(await listed(provider, zone))).toContain('A web.openova.io');
  });

  it('refuses a certificate that nobody vouches for, unless told not to look', async () => {
    const server = await start({ tls: selfSigned() });
    await expect(
      providerAt(server, { useTls: true }).listZones(unlimited),
    ).rejects.toMatchObject({
      kind: 'Unavailable',
      message: expect.stringContaining('self-signed certificate'),
    });
    const careless = providerAt(server, { useTls: true, skipTlsVerify: true });
    expect(await careless.listZones(unlimited)).toEqual([zone]);
  });

  it('refuses a certificate for another name', async () => {
    const { cert, key } = selfSigned();
    const server = await start({ tls: { cert, key } });
    const file = join(folder, 'other.pem');
    await writeFile(file, cert);
    const provider = providerAt(server, {
      useTls: true,
      tlsCa: file,
      tlsServerName: 'ns1.example.org',
    });
    await expect(provider.listZones(unlimited)).rejects.toMatchObject({
      message: expect.stringContaining('does not match'),
    });
  });

  it('tells a file that is not there', async () => {
    const server = await start({ tls: selfSigned() });
    const provider = providerAt(server, { useTls: true, tlsCa: '/none/ca.pem' });
    await expect(provider.listZones(unlimited)).rejects.toMatchObject({
      kind: 'InvalidConfig',
      message:
        'externalDns.providers[0].tlsCa: the file /none/ca.pem cannot be read (ENOENT)',
    });
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
  });
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
