import { ObservedHost, ObservedServer } from '@openova/dns-engine';
import { isIP } from 'node:net';
import { ServerAddress } from '../askServer';
import { namedServer, notAllowed, sameAddress } from '../serverAddresses';
import { Delegation, SeenFromAbove } from './askParents';
import { Interview } from './interview';
import { readAddresses, readSoa } from './readAnswers';

/** A name server of a delegated zone that was asked. @internal */
export interface AskedServer {
  seen: ObservedServer;
  server: ServerAddress;
}

/** Addresses of one name server that are asked at most. */
const mostAddresses = 8;

/**
 * Asks the name servers of a delegated zone for its SOA: each at the addresses that
 * the world finds, and at those that its cluster says.
 *
 * @internal
 */
export async function askNameServers(
  { state: { zone, members } }: Delegation,
  above: SeenFromAbove,
  interview: Interview,
): Promise<AskedServer[]> {
  const named = above.nsNames ?? [];
  const names = new Set(named);
  for (const { nsName, state } of members) {
    // Who has left, and is named no more, need not answer any more.
    const isGoing = state === 'leaving' || state === 'stuck';
    if (nsName !== null && !(isGoing && above.nsNames)) names.add(nsName);
  }
  const asked = await Promise.all(
    [...names].sort().map(async nsName => {
      const servers = await askable(
        nsName,
        members.find(each => each.nsName === nsName)?.glue ?? [],
        above.glue[nsName] ?? undefined,
        interview,
      );
      return Promise.all(
        servers.map(server => askForSoa(nsName, server, zone, interview)),
      );
    }),
  );
  return asked.flat();
}

async function askable(
  nsName: string,
  own: readonly string[],
  glue: readonly string[] | undefined,
  interview: Interview,
): Promise<ServerAddress[]> {
  const { directory } = interview.means;
  // A name server elsewhere, of which the zone above knows no address.
  if (own.length === 0 && !glue) {
    const found = await namedServer(nsName, directory);
    if ('addresses' in found) return found.addresses.slice(0, mostAddresses);
    interview.hindered(`${found.error}.`);
    return [];
  }
  const servers = new Map<string, ServerAddress>();
  for (const text of [...own, ...(glue ?? [])]) {
    if (isIP(text) === 0) continue;
    const address = sameAddress(text);
    if (directory.policy.allows(address)) {
      const port = directory.ports.of(address, nsName);
      servers.set(address, { address, port });
    } else interview.hindered(`${notAllowed(address)}.`);
  }
  return [...servers.values()].slice(0, mostAddresses);
}

async function askForSoa(
  nsName: string,
  server: ServerAddress,
  zone: string,
  interview: Interview,
): Promise<AskedServer> {
  const [answer, overTcp] = await Promise.all([
    interview.ask(server, zone, 'SOA'),
    interview.ask(server, zone, 'SOA', 'tcp'),
  ]);
  return {
    server,
    seen: {
      nsName,
      address: server.address,
      answer: readSoa(answer, zone),
      overTcp: readSoa(overTcp, zone),
    },
  };
}

/**
 * Asks each member's name server for each host: what it answers, and what of that is
 * its own. Only servers that answer for the zone are asked.
 *
 * @internal
 */
export async function askHosts(
  { state: { hosts } }: Delegation,
  servers: readonly AskedServer[],
  interview: Interview,
): Promise<ObservedHost[]> {
  const questions = hosts.flatMap(({ host, clusters }) =>
    clusters.flatMap(({ nsName, targets, expected }) =>
      nsName === null
        ? []
        : [{ host, nsName, addresses: [...targets, ...(expected ?? [])] }],
    ),
  );
  const asked = await Promise.all(
    questions.map(async ({ host, nsName, addresses }) => {
      // Its own addresses come first: where the world finds another server, that
      // is told elsewhere.
      const { server } =
        servers.find(
          ({ seen }) => seen.nsName === nsName && seen.answer === 'answers',
        ) ?? {};
      if (!server) return { host, nsName, answer: null };
      const withIpv6 = addresses.some(address => isIP(address) === 6);
      const answerTo = (name: string) =>
        addressesOf(name, server, withIpv6, interview);
      const [answer, localTargets] = await Promise.all([
        answerTo(host),
        answerTo(`localtargets-${host}`),
      ]);
      return { host, nsName, answer, localTargets };
    }),
  );
  return asked.sort(
    (a, b) => compare(a.host, b.host) || compare(a.nsName, b.nsName),
  );
}

async function addressesOf(
  name: string,
  server: ServerAddress,
  withIpv6: boolean,
  interview: Interview,
): Promise<string[] | null> {
  const types = withIpv6 ? (['A', 'AAAA'] as const) : (['A'] as const);
  const answers = await Promise.all(
    types.map(async type =>
      readAddresses(await interview.ask(server, name, type), type),
    ),
  );
  const known = answers.filter(each => each !== undefined);
  return known.length === types.length ? known.flat().sort() : null;
}

function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
