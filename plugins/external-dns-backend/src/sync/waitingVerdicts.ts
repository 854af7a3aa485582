import {
  InstanceWishes,
  normaliseName,
  ReasonId,
  Verdict,
} from '@openova/dns-engine';

/**
 * Verdicts of wishes in a zone that is not planned now. What the sources said
 * themselves stays as it is.
 *
 * @internal
 */
export function waitingVerdicts(
  desired: readonly InstanceWishes[],
  reason: ReasonId,
  params: Record<string, string>,
): Verdict[] {
  return desired.flatMap(({ wishes, verdicts }) => [
    ...verdicts,
    ...wishes.flatMap(({ endpoint, contributors }) =>
      contributors.map(origin => ({
        origin,
        dnsName: normaliseName(endpoint.dnsName),
        recordType: endpoint.recordType,
        setIdentifier: endpoint.setIdentifier ?? '',
        reason,
        params,
      })),
    ),
  ]);
}
