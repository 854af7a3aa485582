import { Message } from '@openova/dns-wire';
import { ServerAddress } from '../askServer';
import { ZoneServer } from '../serverAddresses';
import { Interview } from './interview';
import {
  Cut,
  isServedBy,
  readBelow,
  readCut,
  readDs,
  readGlue,
} from './readAnswers';

/** What is asked of each server of the zone above. @internal */
export interface ParentQuestions {
  /** The delegated zone. */
  zone: string;
  /** The zone above. */
  parent: string;
  /** Name servers whose addresses are asked for besides those that the set names. */
  nsNames: readonly string[];
  /** Names below the cut, for which it must not answer itself. */
  below: readonly string[];
}

/** What one server of the zone above says; what it does not say is left out. @internal */
export interface ParentAnswers {
  server: string;
  cut?: Cut;
  glue: Map<string, string[]>;
  hasDs?: boolean;
  answersBelow?: boolean;
}

/** Addresses of one server that are tried until one answers. */
const mostAddresses = 4;

/** Undefined where the server says nothing, or is none of the zone above. @internal */
export async function askParent(
  server: ZoneServer,
  questions: ParentQuestions,
  interview: Interview,
): Promise<ParentAnswers | undefined> {
  if ('error' in server) {
    interview.hindered(`${server.error}.`);
    return undefined;
  }
  const address = await servingAddress(server, questions.parent, interview);
  if (!address) return undefined;
  const { zone, below } = questions;
  const [ns, ds, ...answersBelow] = await Promise.all([
    interview.ask(address, zone, 'NS'),
    interview.ask(address, zone, 'DS'),
    ...below.map(name => interview.ask(address, name, 'A')),
  ]);
  const cut = ns && readCut(ns, zone);
  const names = new Set([...questions.nsNames, ...(cut?.nsNames ?? [])]);
  return {
    server: server.name,
    cut,
    hasDs: ds && readDs(ds, zone),
    // Where there is no cut, nothing is below it.
    answersBelow: cut?.nsNames.length
      ? someTrue(
          answersBelow.map(
            (answer, index) => answer && readBelow(answer, below[index], zone),
          ),
        )
      : undefined,
    glue: await glueOf([...names], address, interview),
  };
}

/** True if any is, false if any is known: one server or answer is enough to hurt. @internal */
export function someTrue(
  values: readonly (boolean | undefined)[],
): boolean | undefined {
  if (values.includes(true)) return true;
  return values.includes(false) ? false : undefined;
}

async function servingAddress(
  { name, addresses }: { name: string; addresses: ServerAddress[] },
  parent: string,
  interview: Interview,
): Promise<ServerAddress | undefined> {
  let heard: Message | undefined;
  for (const address of addresses.slice(0, mostAddresses)) {
    const answer = await interview.ask(address, parent, 'SOA');
    if (answer && isServedBy(answer, parent)) return address;
    heard ??= answer;
  }
  interview.hindered(
    heard
      ? `${name} does not answer for ${parent} with authority (${heard.rcode}).`
      : `${name} does not answer.`,
  );
  return undefined;
}

async function glueOf(
  nsNames: readonly string[],
  address: ServerAddress,
  interview: Interview,
): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  await Promise.all(
    nsNames.map(async nsName => {
      const [v4, v6] = await Promise.all(
        (['A', 'AAAA'] as const).map(async type => {
          const answer = await interview.ask(address, nsName, type);
          return answer && readGlue(answer, nsName, type);
        }),
      );
      if (v4 && v6) found.set(nsName, [...v4, ...v6]);
    }),
  );
  return found;
}
