import {
  DelegationDecision,
  DelegationView,
} from '@openova/backstage-plugin-external-dns-common';

/**
 * What a person may decide of a zone now: nothing where we write nothing, adoption
 * where somebody else's records stand in the way, removal of clusters that do not
 * come back by themselves, and the end of the whole delegation.
 */
export function possibleDecisions(view: DelegationView): DelegationDecision[] {
  const { mode, heldIn, standing, members } = view;
  if (mode !== 'own' || heldIn === null) return [];
  const stands = standing !== null && standing.nsNames.length > 0;
  if (stands && standing.ownership !== 'ours') return [{ kind: 'adopt' }];
  const lost = members.filter(
    ({ state }) => state === 'unreachable' || state === 'stuck',
  );
  return [
    ...lost.map(({ cluster }) => ({ kind: 'forget' as const, cluster })),
    ...(stands ? [{ kind: 'remove' as const }] : []),
  ];
}
