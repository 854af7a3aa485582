import { HostnameState } from '@openova/backstage-plugin-external-dns-common';
import { useDnsTranslation } from '../translation';
import { stateStyles } from './hostnameStates';
import { ToneLabel } from './ToneLabel';

/** A state as icon, word and colour; hovering says what the word means. */
export function StateLabel(props: { state: HostnameState }) {
  const t = useDnsTranslation();
  const { state } = props;
  return (
    <ToneLabel {...stateStyles[state]} hint={t(`stateHint.${state}`)}>
      {t(`state.${state}`)}
    </ToneLabel>
  );
}
