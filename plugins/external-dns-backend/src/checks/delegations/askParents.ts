import { DelegationState, ObservedDelegation } from '@openova/dns-engine';
import { randomBytes } from 'node:crypto';
import {
  askParent,
  ParentAnswers,
  ParentQuestions,
  someTrue,
} from './askParent';
import { Interview } from './interview';
import { HoldingZone, parentServers } from './parentServers';

/** A delegated zone, and the zone of an account that holds its NS set. @internal */
export interface Delegation {
  state: Pick<DelegationState, 'zone' | 'parent' | 'members' | 'hosts'>;
  held?: HoldingZone;
}

/** What the zone above says. @internal */
export type SeenFromAbove = Pick<
  ObservedDelegation,
  'nsNames' | 'nsTtl' | 'glue' | 'hasDs' | 'answersBelow'
>;

/** Hosts that are asked of the zone above: old records there show themselves. */
const mostHostsBelow = 10;

/** Asks all servers of the zone above, and takes what they agree on. @internal */
export async function askParents(
  { state, held }: Delegation,
  interview: Interview,
): Promise<SeenFromAbove> {
  const { zone, members, hosts } = state;
  const parent = state.parent || zone.slice(zone.indexOf('.') + 1);
  const found = await parentServers(held, parent, interview);
  const questions: ParentQuestions = {
    zone,
    parent: found.zone,
    nsNames: members.flatMap(({ nsName }) => nsName ?? []),
    below: [
      // A wildcard answers for a name that nobody has thought of.
      `no-such-${randomBytes(6).toString('hex')}.${zone}`,
      ...hosts.map(({ host }) => host).slice(0, mostHostsBelow),
    ],
  };
  const asked = await Promise.all(
    found.servers.map(server => askParent(server, questions, interview)),
  );
  const answers = asked.filter(each => each !== undefined);
  return together(answers, questions, interview);
}

function together(
  answers: readonly ParentAnswers[],
  { zone, parent, nsNames: asked }: ParentQuestions,
  interview: Interview,
): SeenFromAbove {
  const cuts = answers.flatMap(({ cut }) => cut ?? []);
  const nsNames = agreed(cuts.map(cut => cut.nsNames));
  if (!nsNames && cuts.length > 0) {
    const said = answers.flatMap(({ server, cut }) =>
      cut ? [`${server}: ${cut.nsNames.join(', ') || 'none'}`] : [],
    );
    interview.hindered(
      `The servers of ${parent} do not agree on the NS set of ${zone} (${said
        .sort()
        .join('; ')}).`,
    );
  }
  const glue: SeenFromAbove['glue'] = {};
  const names = new Set([...asked, ...cuts.flatMap(cut => cut.nsNames)]);
  for (const name of [...names].sort()) {
    const said = answers.map(each => each.glue.get(name));
    glue[name] = agreed(said.filter(each => each !== undefined)) ?? null;
  }
  return {
    nsNames: nsNames ?? null,
    nsTtl: (nsNames && agreed(cuts.map(cut => cut.ttl))) ?? null,
    glue,
    hasDs: someTrue(answers.map(each => each.hasDs)) ?? null,
    answersBelow: someTrue(answers.map(each => each.answersBelow)) ?? null,
  };
}

/** The value, where there is one and no other. */
function agreed<T>(values: readonly T[]): T | undefined {
  const different = new Set(values.map(value => JSON.stringify(value)));
  return different.size === 1 ? values[0] : undefined;
}
