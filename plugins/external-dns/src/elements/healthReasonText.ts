import { HealthReason } from '@openova/backstage-plugin-external-dns-common';
import { Translate } from '../translation';

/** What a reason says; one that names its host already is not given the name twice. */
export function healthReasonText(t: Translate, reason: HealthReason): string {
  const { hostname, sentence } = reason;
  return hostname === undefined || sentence.includes(hostname)
    ? sentence
    : t('entity.sentence.subject', { dnsName: hostname, sentence });
}
