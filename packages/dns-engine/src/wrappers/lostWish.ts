import { Wish } from '../endpoint';
import { ReasonId } from '../reasons';
import { Verdict } from '../verdict';

/** Verdicts for a wish that a wrapper drops: one for each object behind it. @internal */
export function lostWish(
  wish: Wish,
  reason: ReasonId,
  params: Record<string, string> = {},
): Verdict[] {
  const { dnsName, recordType, setIdentifier = '' } = wish.endpoint;
  return wish.contributors.map(origin => ({
    origin,
    dnsName,
    recordType,
    setIdentifier,
    reason,
    params: {
      recordType,
      ...params,
      ...(wish.note ? { note: wish.note } : {}),
    },
  }));
}
