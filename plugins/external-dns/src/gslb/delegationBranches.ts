import {
  DelegationMember,
  DelegationView,
  GslbHost,
  GslbHostMember,
} from '@openova/backstage-plugin-external-dns-common';

/** How one step from the parent zone to the targets stands. */
export type StepState = 'holds' | 'broken' | 'pending' | 'unknown';

/** Why it stands so; each is a translated word and a translated sentence. */
export type StepWord =
  | 'named'
  | 'notNamed'
  | 'notYet'
  | 'joining'
  | 'waiting'
  | 'leaving'
  | 'stuck'
  | 'notAMember'
  | 'notAsked'
  | 'answers'
  | 'refuses'
  | 'fails'
  | 'silent'
  | 'noAddress'
  | 'wrongAddress'
  | 'serves'
  | 'standby'
  | 'unhealthy'
  | 'noBackend'
  | 'noGslb'
  | 'otherAnswer'
  | 'notKnown';

/** One step, with the reason in one word. */
export interface Step {
  state: StepState;
  word: StepWord;
}

/** The way of a question through one name server of a delegated zone. */
export interface Branch {
  key: string;
  nsName?: string;
  /** As answered, else as it stands in the zone, else as it is to be. */
  addresses: string[];
  /** Absent where the NS set names a server that belongs to no member. */
  member?: DelegationMember;
  /** From the parent zone to the name server. */
  named: Step;
  /** From the name server's name to the cluster that answers. */
  reached: Step;
  /** From the cluster to the targets of the host; absent without a host or a cluster. */
  served?: Step;
  targets: string[];
}

const holds = (word: StepWord): Step => ({ state: 'holds', word });
const broken = (word: StepWord): Step => ({ state: 'broken', word });
const pending = (word: StepWord): Step => ({ state: 'pending', word });
const unknown = (word: StepWord): Step => ({ state: 'unknown', word });

/**
 * The branches of a delegation: one for each member, then one for each name server of
 * the NS set that belongs to none. Each step is judged for itself, so that the picture
 * shows the one that is broken and not everything behind it.
 */
export function delegationBranches(
  view: DelegationView,
  host?: GslbHost,
): Branch[] {
  const known = new Set(view.members.map(({ nsName }) => nsName));
  const strangers = (namesInDns(view) ?? []).filter(name => !known.has(name));
  return [
    ...view.members.map(member => memberBranch(view, member, host)),
    ...strangers.map(
      (nsName): Branch => ({
        key: `ns ${nsName}`,
        nsName,
        addresses: view.observed?.glue[nsName] ?? [],
        named: broken('notAMember'),
        reached: serverStep(view, nsName),
        targets: [],
      }),
    ),
  ];
}

function memberBranch(
  view: DelegationView,
  member: DelegationMember,
  host: GslbHost | undefined,
): Branch {
  const { cluster, nsName } = member;
  const ofHost = host?.clusters.find(each => each.cluster === cluster);
  return {
    key: `cluster ${cluster}`,
    nsName: nsName ?? undefined,
    addresses: addressesOf(view, member),
    member,
    named: namedStep(view, member),
    reached: reachedStep(view, member),
    served: host && servedStep(member, host, ofHost),
    targets: ofHost?.targets ?? [],
  };
}

/** The names at the cut as the parent's servers say, else as the zone holds them. */
function namesInDns({ observed, standing }: DelegationView) {
  return observed?.nsNames ?? standing?.nsNames;
}

function addressesOf(view: DelegationView, member: DelegationMember) {
  const answered = view.observed?.glue[member.nsName ?? ''];
  return answered ?? member.standingGlue ?? member.glue;
}

function isGoing({ state }: DelegationMember): boolean {
  return state === 'leaving' || state === 'stuck';
}

function namedStep(view: DelegationView, member: DelegationMember): Step {
  const { state } = member;
  if (state === 'leaving' || state === 'stuck') return pending(state);
  if (member.nsName === null || state === 'waiting') return pending('waiting');
  const names = namesInDns(view);
  // Where the zone is held and nothing delegates it, nothing stands.
  if (!names) return view.heldIn ? broken('notNamed') : unknown('notAsked');
  if (names.includes(member.nsName)) return holds('named');
  if (state === 'joining') return pending('joining');
  return view.standing?.nsNames.includes(member.nsName)
    ? pending('notYet')
    : broken('notNamed');
}

function reachedStep(view: DelegationView, member: DelegationMember): Step {
  const { nsName, state } = member;
  if (state === 'leaving' || state === 'stuck') return pending(state);
  if (nsName === null || member.glue.length === 0) return pending('waiting');
  const answered = view.observed?.glue[nsName];
  if (!answered) return serverStep(view, nsName);
  if (isSame(answered, member.glue)) return serverStep(view, nsName);
  if (state === 'joining') return pending('joining');
  if (member.standingGlue && isSame(member.standingGlue, member.glue)) {
    return pending('notYet');
  }
  return broken(answered.length === 0 ? 'noAddress' : 'wrongAddress');
}

const serverWords = {
  refused: 'refuses',
  failing: 'fails',
  silent: 'silent',
} as const;

function serverStep(view: DelegationView, nsName: string): Step {
  const servers =
    view.observed?.servers.filter(each => each.nsName === nsName) ?? [];
  if (servers.length === 0) return unknown('notAsked');
  for (const { answer } of servers) {
    if (answer !== 'answers') return broken(serverWords[answer]);
  }
  return holds('answers');
}

function servedStep(
  member: DelegationMember,
  host: GslbHost,
  ofHost: GslbHostMember | undefined,
): Step {
  if (isGoing(member)) return pending('leaving');
  if (!ofHost?.origin) return broken('noGslb');
  const { health, answered, expected, targets } = ofHost;
  if (health === 'Unhealthy') return broken('unhealthy');
  if (health === 'NotFound') return broken('noBackend');
  if (health !== 'Healthy') return unknown('notKnown');
  if (answersDiffer(host, ofHost)) return broken('otherAnswer');
  const inUse = answered ?? expected;
  const isUsed = !inUse || targets.some(target => inUse.includes(target));
  return holds(isUsed ? 'serves' : 'standby');
}

/**
 * Whether a cluster answers for a host other than it should. By place it answers each
 * client some of the expected addresses; the other strategies answer all of them.
 */
export function answersDiffer(
  { strategy }: Pick<GslbHost, 'strategy'>,
  { expected, answered }: GslbHostMember,
): boolean {
  if (!expected || !answered) return false;
  if (strategy.type === 'geoip' && answered.length > 0) {
    return answered.some(address => !expected.includes(address));
  }
  return !isSame(answered, expected);
}

/** Whether two lists hold the same addresses, whatever their order. */
export function isSame(a: readonly string[], b: readonly string[]): boolean {
  const of = new Set(a);
  return of.size === new Set(b).size && b.every(each => of.has(each));
}
