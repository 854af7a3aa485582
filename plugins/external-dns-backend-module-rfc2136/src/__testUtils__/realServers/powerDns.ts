import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { findProgram, freePort, Program } from './program';
import { RealServerKind, serverKey } from './realServer';

/** Tables of Debian's package pdns-backend-sqlite3. */
const schemaFile = '/usr/share/pdns-backend-sqlite3/schema/schema.sqlite3.sql';

/** PowerDNS, with its records in SQLite. */
export const powerDns: RealServerKind = {
  name: 'PowerDNS',
  program: findProgram('pdns_server'),
  package: 'pdns-backend-sqlite3',
  async start(zones) {
    const port = await freePort();
    const program = await Program.start({
      program: powerDns.program ?? 'pdns_server',
      port,
      async prepare(folder) {
        const database = join(folder, 'zones.sqlite3');
        fill(database, await readFile(schemaFile, 'utf8'), zones);
        await writeFile(
          join(folder, 'pdns.conf'),
          configuration(folder, database, port),
        );
        return [`--config-dir=${folder}`];
      },
    });
    return { program, port };
  },
};

function fill(file: string, schema: string, zones: readonly string[]): void {
  const database = new Database(file);
  try {
    database.exec(schema);
    const { name, algorithm, secret } = serverKey;
    database
      .prepare(
        'INSERT INTO tsigkeys (name, algorithm, secret) VALUES (?, ?, ?)',
      )
      .run(name, algorithm, secret);
    const domain = database.prepare(
      "INSERT INTO domains (id, name, type) VALUES (?, ?, 'NATIVE')",
    );
    const record = database.prepare(
      'INSERT INTO records (domain_id, name, type, content, ttl, auth) VALUES (?, ?, ?, ?, 3600, 1)',
    );
    const setting = database.prepare(
      'INSERT INTO domainmetadata (domain_id, kind, content) VALUES (?, ?, ?)',
    );
    database.transaction(() => {
      zones.forEach((zone, index) => {
        const id = index + 1;
        domain.run(id, zone);
        record.run(
          id,
          zone,
          'SOA',
          'ns1.example.org hostmaster.example.org 1 3600 600 604800 300',
        );
        record.run(id, zone, 'NS', 'ns1.example.org');
        record.run(id, zone, 'NS', 'ns2.example.org');
        setting.run(id, 'TSIG-ALLOW-AXFR', name);
        setting.run(id, 'TSIG-ALLOW-DNSUPDATE', name);
        setting.run(id, 'ALLOW-DNSUPDATE-FROM', '127.0.0.0/8');
        setting.run(id, 'SOA-EDIT-DNSUPDATE', 'INCREASE');
      });
    })();
  } finally {
    database.close();
  }
}

function configuration(folder: string, database: string, port: number): string {
  return `
launch=gsqlite3
gsqlite3-database=${database}
gsqlite3-dnssec=yes
gsqlite3-pragma-synchronous=0
local-address=127.0.0.1
local-port=${port}
socket-dir=${folder}
include-dir=
daemon=no
guardian=no
write-pid=no
setuid=
setgid=
dnsupdate=yes
allow-dnsupdate-from=127.0.0.0/8
allow-axfr-ips=
disable-axfr=no
cache-ttl=0
negquery-cache-ttl=0
query-cache-ttl=0
zone-cache-refresh-interval=0
loglevel=4
`;
}
