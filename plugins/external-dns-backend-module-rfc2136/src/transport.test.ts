import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TsigAlgorithm } from '@openova/dns-wire';
import { create, listed, write } from './__testUtils__/asking';
import { selfSigned } from './__testUtils__/certificate';
import {
  names,
  providerAt,
  secret,
  start,
  stopServersAfterEach,
  zone,
} from './__testUtils__/startServer';
import { unlimited } from './__testUtils__/surroundings';
import { Faults } from './__testUtils__/testServer';

const web = create(zone, 'A', 'web', '192.0.2.1');

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rfc2136-'));
});
afterAll(() => rm(folder, { recursive: true }));
stopServersAfterEach();

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
    const provider = providerAt(server, {
      useTls: true,
      tlsCa: '/none/ca.pem',
    });
    await expect(provider.listZones(unlimited)).rejects.toMatchObject({
      kind: 'InvalidConfig',
      message:
        'externalDns.providers[0].tlsCa: the file /none/ca.pem cannot be read (ENOENT)',
    });
  });
});
