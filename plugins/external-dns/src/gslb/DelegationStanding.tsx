import { DelegationView } from '@openova/backstage-plugin-external-dns-common';
import { ToneLabel } from '../elements/ToneLabel';
import { useDnsTranslation } from '../translation';
import { findingsWorstFirst, severityTones } from './memberTones';

/** A delegation in two or three words: its worst finding decides. */
export function DelegationStanding(props: { delegation: DelegationView }) {
  const t = useDnsTranslation();
  const { mode, findings } = props.delegation;
  const [worst] = findingsWorstFirst(findings);
  if (worst) {
    return (
      <ToneLabel tone={severityTones[worst.severity]}>
        {t(`gslb.standing.${worst.severity}`)}
      </ToneLabel>
    );
  }
  return mode === 'off' ? (
    <ToneLabel tone="neutral">{t('gslb.standing.off')}</ToneLabel>
  ) : (
    <ToneLabel tone="good">{t('gslb.standing.works')}</ToneLabel>
  );
}
