import { ReasonId } from '../reasons';
import { OwnedRecordSet } from '../recordSet';
import { ownerLabel } from '../registry/txtValue';
import type { Hold } from './holding';
import type { RowContext } from './planRow';
import type { Row } from './rows';

/** Why a step is not taken: the verdict that its wishes get. @internal */
export interface Refusal {
  reason: ReasonId;
  params: Record<string, string>;
}

/** Why a record of ours that would have to go stays. @internal */
export function inTheWay(
  current: OwnedRecordSet,
  row: Row,
  hold: Hold | undefined,
  context: RowContext,
): Refusal {
  const { zoneName, authority, canDelete } = context;
  const standingType = current.record.recordType;
  const unread = authority.unreadFor(current);
  if (hold) return hold.refusal;
  if (unread !== undefined) {
    return { reason: 'waits-for-cluster', params: { waitsFor: unread } };
  }
  if (!canDelete)
    return { reason: 'waits-for-zone', params: { zone: zoneName } };
  if (authority.mayDelete(current, row.name)) return notOurs(current, context);
  const policies = authority
    .rulesOfOwner(current.labels[ownerLabel] ?? '')
    .map(each => each.options.policy);
  const policy = policies.find(each => each !== 'sync');
  return policy
    ? refusedByPolicy(
        policy,
        `replaced (it is a record of type ${standingType})`,
      )
    : {
        reason: 'type-in-the-way',
        params: {
          standingType,
          detail: `records of type ${standingType} are not managed for this name`,
        },
      };
}

/** @internal */
export function refusedByPolicy(policy: string, change: string): Refusal {
  return { reason: 'policy-forbids', params: { change, policy } };
}

/** Why a record that stands is not changed: whose it is, and what says so. @internal */
export function notOurs(current: OwnedRecordSet, context: RowContext): Refusal {
  const txt = [...new Set(current.txt.map(each => each.dnsName))]
    .sort()
    .join(', ');
  const params = {
    zone: context.zoneName,
    standingType: current.record.recordType,
    txt,
  };
  switch (current.ownership) {
    case 'foreign':
    case 'old-owner': {
      const owner = current.labels[ownerLabel] ?? '';
      return {
        reason: 'owned-by-another',
        params: { ...params, owner, txt: `${txt} names the owner ${owner}` },
      };
    }
    case 'unclear':
    case 'ours-unsure':
      return {
        reason: 'ownership-unclear',
        params: { ...params, detail: current.doubt ?? 'it cannot be read' },
      };
    default: {
      const hints = context.registry
        .hintsFor(current.record.dnsName, current.record.setIdentifier)
        .map(each => each.txt.dnsName)
        .sort();
      return {
        reason: 'not-owned',
        params: {
          ...params,
          txt: hints.join(', '),
          txtNote:
            hints.length > 0
              ? ` (${hints.join(', ')} does not count for it)`
              : '',
        },
      };
    }
  }
}

/** Why nothing is written below somebody else's NS records. @internal */
export function delegated(
  { record }: OwnedRecordSet,
  { zoneName }: RowContext,
): Refusal {
  return {
    reason: 'delegated',
    params: { zone: zoneName, delegation: record.dnsName },
  };
}
