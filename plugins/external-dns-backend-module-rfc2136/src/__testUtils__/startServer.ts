import { JsonObject } from '@backstage/types';
import { DnsProvider, Zone } from '@openova/backstage-plugin-external-dns-node';
import { RecordSet } from '@openova/dns-engine';
import { parseTsigKey, ResourceRecord, TsigAlgorithm } from '@openova/dns-wire';
import { providerOf } from './asking';
import { Faults, TestServer } from './testServer';

/** Of the key `external-dns`. */
export const secret = Buffer.from('a secret of these tests').toString('base64');

/** The zone of the server, as its provider tells it. */
export const zone: Zone = {
  id: 'openova.io',
  name: 'openova.io',
  visibility: 'public',
  nameServers: ['ns1.example.org', 'ns2.example.org'],
};

const servers: TestServer[] = [];

/** Call it once in each test file: what a test started ends with it. */
export function stopServersAfterEach(): void {
  afterEach(async () => {
    await Promise.all(servers.splice(0).map(server => server.stop()));
  });
}

/** A server that holds the zone. */
export async function start(
  options: {
    faults?: Faults;
    algorithm?: TsigAlgorithm;
    tls?: { key: string; cert: string };
    insecure?: boolean;
  } = {},
): Promise<TestServer> {
  const { algorithm = 'hmac-sha256', insecure, tls } = options;
  const key = parseTsigKey({ name: 'external-dns', algorithm, secret });
  const keys = insecure ? [] : [key];
  const server = await TestServer.start({ zone: zone.name, keys, tls });
  Object.assign(server.faults, options.faults);
  servers.push(server);
  return server;
}

/** A provider with the server's key, unless the entry says otherwise. */
export function providerAt(
  server: { port: number },
  config: JsonObject = {},
): DnsProvider {
  return providerOf({
    port: server.port,
    zone: zone.name,
    tsigKeyname: 'external-dns',
    tsigSecret: secret,
    ...config,
  });
}

/** Records that somebody else wrote. */
export function put(server: TestServer, ...records: ResourceRecord[]): void {
  for (const record of records) server.content?.put(record);
}

export function addressRecord(name: string, address: string): ResourceRecord {
  return { name, type: 'A', class: 'IN', ttl: 300, data: { address } };
}

/** Type and name of each. */
export function names(sets: readonly RecordSet[]): string[] {
  return sets.map(set => `${set.recordType} ${set.dnsName}`).sort();
}
