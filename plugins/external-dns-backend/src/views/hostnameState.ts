import {
  CheckView,
  HostnameState,
  RecordView,
} from '@openova/backstage-plugin-external-dns-common';

/**
 * States from the worst to the best. A name with several verdicts shows the worst,
 * but a filtered wish never hides one that works.
 */
export const statesWorstFirst: readonly HostnameState[] = [
  'blocked',
  'conflict',
  'foreign',
  'drifted',
  'waits',
  'updating',
  'unknown',
  'works',
  'filtered',
];

/** The place of a state in {@link statesWorstFirst}; the column `rank` of verdicts. */
export function rankOf(state: HostnameState): number {
  return statesWorstFirst.indexOf(state);
}

/** The worst of the states; `unknown` where there are none. */
export function worstState(states: Iterable<HostnameState>): HostnameState {
  let worst: HostnameState | undefined;
  for (const state of states) {
    if (worst === undefined || rankOf(state) < rankOf(worst)) worst = state;
  }
  return worst ?? 'unknown';
}

/** The first of our records whose servers answer something else, newest read first. */
export function differingCheck(
  records: readonly RecordView[],
): CheckView | undefined {
  return records.find(
    ({ ours, check }) =>
      ours && (check?.outcome === 'differs' || check?.outcome === 'absent'),
  )?.check;
}
