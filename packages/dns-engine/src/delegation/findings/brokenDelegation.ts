import { isNamedMember } from '../members';
import { managerNames } from '../mode';
import { Check, Found } from './found';

/** The NS set against its members, its TTL, and what the parent says of the zone. @internal */
export const brokenDelegation: Check = function* brokenDelegation(
  { state, block, wantedTtl, lastMember },
  { minTtl, standing },
) {
  const { zone, parent, members, observed, mode } = state;
  const manager = managerNames[state.manager];
  if (block && block.finding !== 'OWNER_FOREIGN') {
    const { finding: id, detail } = block;
    const advice =
      'Correct parentZone in every cluster, and add the account that holds that zone';
    yield { id, subject: zone, params: { detail, advice } };
  }
  if (lastMember !== undefined && mode === 'own') {
    const params = { detail: lastMember };
    yield { id: 'LAST_MEMBER_GONE', subject: zone, params };
  }
  if (wantedTtl < minTtl && mode === 'own') {
    yield {
      id: 'TTL_BELOW_PROVIDER_MIN',
      subject: zone,
      params: { wanted: `${wantedTtl}`, standing: `${minTtl}` },
    };
  }
  if (observed?.hasDs)
    yield { id: 'DS_ON_UNSIGNED', subject: zone, params: { parent } };
  if (observed?.answersBelow) {
    yield { id: 'CUT_MISSING', subject: zone, params: { parent } };
  }
  // What the parent's own servers say counts before what its provider holds.
  const actual =
    observed?.nsNames ?? state.standing?.nsNames ?? (standing ? [] : undefined);
  if (!actual) return;
  const named = members.filter(isNamedMember);
  if (actual.length === 0) {
    // About to be written, unless something is in the way.
    const isPending = mode === 'own' && !block && !observed?.nsNames;
    if (named.length > 0 && !isPending) {
      yield {
        id: 'DELEGATION_MISSING',
        subject: zone,
        params: { parent, manager },
      };
    }
    return;
  }
  yield* missingAndExtra();

  function* missingAndExtra(): Iterable<Found> {
    for (const { nsName, cluster, state: of } of named) {
      if (nsName === null || actual?.includes(nsName)) continue;
      if (of === 'joining' && mode === 'own' && !block) continue;
      yield { id: 'NS_MISSING', subject: nsName, params: { cluster } };
    }
    for (const nsName of actual ?? []) {
      const member = members.find(each => each.nsName === nsName);
      // Who is named and goes, or has lost its address, is told of in other words.
      if (member) continue;
      if (lastMember === undefined) yield { id: 'NS_EXTRA', subject: nsName };
    }
  }
};
