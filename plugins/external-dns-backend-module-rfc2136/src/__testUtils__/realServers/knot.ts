import { mkdir, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { findProgram, freePort, Program } from './program';
import { RealServerKind, serverKey, zoneFile } from './realServer';

/** Knot DNS. */
export const knot: RealServerKind = {
  name: 'Knot',
  program: findProgram('knotd'),
  package: 'knot',
  async start(zones) {
    const port = await freePort();
    const program = await Program.start({
      program: knot.program ?? 'knotd',
      port,
      async prepare(folder) {
        for (const each of ['run', 'db', 'zones']) {
          await mkdir(join(folder, each));
        }
        for (const zone of zones) {
          await writeFile(join(folder, 'zones', zone), zoneFile(zone));
        }
        const file = join(folder, 'knot.conf');
        await writeFile(file, configuration(folder, zones, port));
        return ['-c', file];
      },
    });
    return { program, port };
  },
};

function configuration(
  folder: string,
  zones: readonly string[],
  port: number,
): string {
  const { name, algorithm, secret } = serverKey;
  return `
server:
  listen: 127.0.0.1@${port}
  rundir: ${folder}/run
  user: ${userInfo().username}
log:
  - target: stderr
    any: warning
database:
  storage: ${folder}/db
key:
  - id: ${name}
    algorithm: ${algorithm}
    secret: ${secret}
acl:
  - id: writer
    key: ${name}
    action: [update, transfer]
template:
  - id: default
    storage: ${folder}/zones
    file: "%s"
    acl: [writer]
    zonefile-sync: -1
    zonefile-load: whole
    journal-content: none
zone:
${zones.map(zone => `  - domain: ${zone}`).join('\n')}
`;
}
