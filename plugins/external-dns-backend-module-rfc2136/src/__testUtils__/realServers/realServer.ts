import { Program } from './program';

/** The key that the servers of these tests know. */
export const serverKey = {
  name: 'external-dns',
  algorithm: 'hmac-sha256',
  secret: Buffer.from('known to servers of these tests').toString('base64'),
};

/** A server that runs, with zones that hold SOA and NS only. */
export interface RealServer {
  program: Program;
  port: number;
  /** Where it speaks TLS, if it does, with a certificate for `localhost`. */
  tls?: { port: number; certificate: string };
}

/** How to start one kind of server. */
export interface RealServerKind {
  name: string;
  /** Undefined where it is not installed; for Debian's package see `package`. */
  program: string | undefined;
  package: string;
  start(zones: readonly string[]): Promise<RealServer>;
}

/** The file of a zone with nothing in it. */
export function zoneFile(zone: string): string {
  return [
    `$ORIGIN ${zone}.`,
    '$TTL 3600',
    `@ SOA ns1.example.org. hostmaster.example.org. 1 3600 600 604800 300`,
    '@ NS ns1.example.org.',
    '@ NS ns2.example.org.',
    '',
  ].join('\n');
}
