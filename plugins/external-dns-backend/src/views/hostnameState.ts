import {
  CheckView,
  HostnameState,
  hostnameStatesWorstFirst,
  RecordView,
} from '@openova/backstage-plugin-external-dns-common';

/** The place of a state among all, the worst first. */
export function rankOf(state: HostnameState): number {
  return hostnameStatesWorstFirst.indexOf(state);
}

/**
 * What a name with these verdicts shows: the worst, but a filtered wish (a type that
 * is not managed, say) never hides one that counts. `unknown` where there are none.
 */
export function worstState(states: readonly HostnameState[]): HostnameState {
  const counting = states.filter(state => state !== 'filtered');
  const [worst] = (counting.length > 0 ? counting : [...states]).sort(
    (a, b) => rankOf(a) - rankOf(b),
  );
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
