import { DelegationDecision } from '@openova/backstage-plugin-external-dns-common';
import { Translate } from '../../translation';

/** A decision on its button, as the title of its dialog, and as its confirmation. */
export function decisionText(
  t: Translate,
  decision: DelegationDecision,
  place: 'button' | 'title' | 'confirm',
  zone: string,
): string {
  const { kind } = decision;
  if (place === 'confirm') return t(`gslb.decisions.${kind}Confirm`);
  if (decision.kind === 'forget') {
    const { cluster } = decision;
    return place === 'title'
      ? t('gslb.decisions.forgetTitle', { cluster, zone })
      : t('gslb.decisions.forget', { cluster });
  }
  return place === 'title'
    ? t(`gslb.decisions.${decision.kind}Title`, { zone })
    : t(`gslb.decisions.${decision.kind}`);
}
