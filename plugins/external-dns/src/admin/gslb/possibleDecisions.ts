import {
  DelegationDecision,
  DelegationView,
} from '@openova/backstage-plugin-external-dns-common';

/**
 * What a person may decide of a zone now: adoption where somebody else's records stand
 * in our way, removal of clusters that do not come back by themselves (also where we
 * look on: then they are no longer expected), and the end of a delegation of ours.
 */
export function possibleDecisions(view: DelegationView): DelegationDecision[] {
  const { mode, heldIn, standing, members } = view;
  if (mode === 'off') return [];
  const forget = members
    .filter(({ state }) => state === 'unreachable' || state === 'stuck')
    .map(({ cluster }) => ({ kind: 'forget' as const, cluster }));
  const stands = standing !== null && standing.nsNames.length > 0;
  if (mode !== 'own' || heldIn === null || !stands) return forget;
  return standing.ownership === 'ours'
    ? [...forget, { kind: 'remove' }]
    : [{ kind: 'adopt' }, ...forget];
}
