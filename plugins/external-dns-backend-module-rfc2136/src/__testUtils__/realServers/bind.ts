import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { selfSigned } from '../certificate';
import { findProgram, freePort, Program } from './program';
import { RealServerKind, serverKey, zoneFile } from './realServer';

/** ISC BIND, over TCP and TLS. */
export const bind: RealServerKind = {
  name: 'BIND',
  program: findProgram('named'),
  package: 'bind9',
  async start(zones) {
    const port = await freePort();
    const tlsPort = await freePort();
    let certificate = '';
    const program = await Program.start({
      program: bind.program ?? 'named',
      port,
      async prepare(folder) {
        await mkdir(join(folder, 'zones'));
        for (const zone of zones) {
          await writeFile(join(folder, 'zones', zone), zoneFile(zone));
        }
        const { cert, key } = selfSigned();
        certificate = join(folder, 'cert.pem');
        await writeFile(certificate, cert);
        await writeFile(join(folder, 'key.pem'), key);
        const file = join(folder, 'named.conf');
        await writeFile(file, configuration(folder, zones, { port, tlsPort }));
        return ['-g', '-c', file];
      },
    });
    return { program, port, tls: { port: tlsPort, certificate } };
  },
};

function configuration(
  folder: string,
  zones: readonly string[],
  ports: { port: number; tlsPort: number },
): string {
  const { name, algorithm, secret } = serverKey;
  const zone = (each: string) => `
zone "${each}" {
  type primary;
  file "${join(folder, 'zones', each)}";
  update-policy { grant ${name} zonesub ANY; };
  allow-transfer { key ${name}; };
};`;
  return `
key "${name}" { algorithm ${algorithm}; secret "${secret}"; };
tls own { cert-file "${folder}/cert.pem"; key-file "${folder}/key.pem"; };
options {
  directory "${folder}";
  pid-file "${folder}/named.pid";
  session-keyfile "${folder}/session.key";
  managed-keys-directory "${folder}";
  listen-on port ${ports.port} { 127.0.0.1; };
  listen-on port ${ports.tlsPort} tls own { 127.0.0.1; };
  listen-on-v6 { none; };
  recursion no;
  dnssec-validation no;
  empty-zones-enable no;
  notify no;
  allow-transfer { none; };
};
controls { };
${zones.map(zone).join('\n')}
`;
}
