import {
  HostnameState,
  hostnameStatesWorstFirst,
} from '@openova/backstage-plugin-external-dns-common';
import { useDnsTranslation } from '../translation';
import { CountBar } from './CountBar';
import { stateStyles } from './hostnameStates';

/** How many hostnames are in which state, as one bar. */
export function StateBar(props: {
  counts: Partial<Record<HostnameState, number>>;
}) {
  const t = useDnsTranslation();
  const parts = [...hostnameStatesWorstFirst].reverse().flatMap(state => {
    const count = props.counts[state] ?? 0;
    return count > 0 ? [{ state, count }] : [];
  });
  const words = parts.map(({ state, count }) =>
    t('stateCount', { number: count.toString(), state: t(`state.${state}`) }),
  );
  return (
    <CountBar
      label={`${t('stateBar')}: ${words.join(', ')}`}
      parts={parts.map(({ state, count }) => ({
        key: state,
        tone: stateStyles[state].tone,
        count,
      }))}
    />
  );
}
