import { Resolver } from 'node:dns/promises';

const nothing = ['ENOTFOUND', 'ENODATA'];

/**
 * What a name server on this machine answers, in the text form of zone files,
 * sorted; empty for NXDOMAIN and NODATA. Asked by the resolver of Node, which
 * shares no code with the server.
 */
export async function answersOf(
  port: number,
  dnsName: string,
  recordType: string,
): Promise<string[]> {
  const resolver = new Resolver({ timeout: 2_000, tries: 3 });
  resolver.setServers([`127.0.0.1:${port}`]);
  try {
    return (await ask(resolver, dnsName, recordType)).sort();
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (nothing.includes(code)) return [];
    throw error;
  }
}

async function ask(
  resolver: Resolver,
  dnsName: string,
  recordType: string,
): Promise<string[]> {
  switch (recordType) {
    case 'A':
      return resolver.resolve4(dnsName);
    case 'AAAA':
      return resolver.resolve6(dnsName);
    case 'CNAME':
      return resolver.resolveCname(dnsName);
    case 'NS':
      return resolver.resolveNs(dnsName);
    case 'TXT':
      return (await resolver.resolveTxt(dnsName)).map(parts => parts.join(''));
    default:
      throw new Error(`${recordType} is no type that the tests ask for`);
  }
}
