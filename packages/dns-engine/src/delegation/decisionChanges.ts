import { DelegationMember, DelegationState } from './state';

/** What a person may decide of a delegation. @public */
export type DelegationChoice =
  | { kind: 'adopt' }
  | { kind: 'forget'; cluster: string }
  | { kind: 'remove' };

/** One record that a decision changes; ownership TXT go with their records. @public */
export interface DecisionChange {
  action: 'create' | 'update' | 'delete';
  dnsName: string;
  recordType: string;
  before?: string[];
  after?: string[];
}

/** @public */
export type DecisionOutcome =
  | { changes: DecisionChange[]; sentence: string }
  /** Why there is nothing to decide. */
  | { refusal: string };

/**
 * What a decision would come to, for people to see before they confirm. The plan that
 * follows it says it again by its own rules.
 *
 * @public
 */
export function decisionChanges(
  state: DelegationState,
  choice: DelegationChoice,
): DecisionOutcome {
  if (choice.kind === 'adopt') return adoption(state);
  return choice.kind === 'forget'
    ? loss(state, choice.cluster)
    : removal(state);
}

function adoption({ zone, standing, mode }: DelegationState): DecisionOutcome {
  if (!standing) {
    return { refusal: `No NS set of ${zone} stands that could be adopted.` };
  }
  if (standing.ownership === 'ours') {
    return { refusal: `The NS set of ${zone} is ours already.` };
  }
  if (mode !== 'own') {
    return {
      refusal: `${zone} is only looked at (mode ${mode}): set externalDns.gslb.mode to own first.`,
    };
  }
  const owner = standing.owner ?? 'nobody';
  const names = [zone, ...standing.nsNames];
  return {
    changes: names.map(dnsName => ({
      action: 'update',
      dnsName,
      recordType: 'TXT',
      before: [`owner ${owner}`],
      after: ['owner of this portal'],
    })),
    sentence: `Only ownership changes hands, from ${owner} to this portal: no record changes with this plan. Switch the other writer off first.`,
  };
}

function loss(state: DelegationState, cluster: string): DecisionOutcome {
  const { zone, members, standing } = state;
  const member = members.find(each => each.cluster === cluster);
  if (!member) return { refusal: `${cluster} is no member of ${zone}.` };
  if (!isLost(member)) {
    return {
      refusal: `${cluster} can be read and takes part in ${zone}: delete its ZoneDelegation there instead.`,
    };
  }
  const before = standing?.nsNames ?? [];
  const after = before.filter(each => each !== member.nsName);
  if (after.length === 0) {
    return {
      refusal: `${cluster} is the last member of ${zone}: remove the delegation as a whole if nobody is to answer for it.`,
    };
  }
  return {
    changes: [
      ...(after.length < before.length
        ? [
            {
              action: 'update' as const,
              dnsName: zone,
              recordType: 'NS',
              before,
              after,
            },
          ]
        : []),
      ...glueOf([member]),
    ],
    sentence: `${cluster} is given up: its name server leaves the NS set now, and its address when the old TTL is over. If the cluster comes back, it joins again.`,
  };
}

function removal(state: DelegationState): DecisionOutcome {
  const { zone, members, standing } = state;
  const alive = members.find(each => !isLost(each) && each.state !== 'leaving');
  if (alive) {
    return {
      refusal: `${alive.cluster} still takes part in ${zone}: a delegation is removed only when no cluster asks for it.`,
    };
  }
  if (!standing) return { refusal: `No NS set of ${zone} stands.` };
  return {
    changes: [
      {
        action: 'delete',
        dnsName: zone,
        recordType: 'NS',
        before: standing.nsNames,
      },
      ...glueOf(members),
    ],
    sentence: `Nobody answers for ${zone} any more, and its hosts resolve no longer. Records of its hosts are published in ${
      state.heldIn ?? state.parent
    } again, if objects ask for them.`,
  };
}

function isLost({ state }: DelegationMember): boolean {
  return state === 'unreachable' || state === 'stuck';
}

function glueOf(members: readonly DelegationMember[]): DecisionChange[] {
  return members.flatMap(({ nsName, standingGlue }) =>
    nsName !== null && standingGlue !== null
      ? [
          {
            action: 'delete' as const,
            dnsName: nsName,
            recordType: 'A',
            before: standingGlue,
          },
        ]
      : [],
  );
}
