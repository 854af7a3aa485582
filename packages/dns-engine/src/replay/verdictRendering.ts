import { compareText } from '../plan/targets';
import { renderSentence } from '../renderVerdict';
import { Verdict } from '../verdict';
import { sortByName } from './sortByName';

/** A verdict as the replay contract writes it. @public */
export interface ReplayVerdict {
  dnsName: string;
  recordType: string;
  setIdentifier: string;
  origin: { cluster: string; kind: string; namespace: string; name: string };
  reason: string;
  /** The reason's sentence, placeholders filled. */
  detail: string;
}

/** By name, type, set identifier, object and reason. @internal */
export function sortVerdicts(verdicts: readonly Verdict[]): Verdict[] {
  return sortByName(verdicts, compareOfOneName);
}

/** @internal */
export function verdictJson(verdict: Verdict): ReplayVerdict {
  const { dnsName, recordType, setIdentifier, origin, reason } = verdict;
  const { cluster, kind, namespace, name } = origin;
  return {
    dnsName,
    recordType,
    setIdentifier,
    origin: { cluster, kind, namespace, name },
    reason,
    detail: renderSentence(verdict),
  };
}

function compareOfOneName(left: Verdict, right: Verdict): number {
  const a = left.origin;
  const b = right.origin;
  return (
    compareText(left.recordType, right.recordType) ||
    compareText(left.setIdentifier, right.setIdentifier) ||
    compareText(a.cluster, b.cluster) ||
    compareText(a.kind, b.kind) ||
    compareText(a.namespace, b.namespace) ||
    compareText(a.name, b.name) ||
    compareText(left.reason, right.reason) ||
    compareText(renderSentence(left), renderSentence(right))
  );
}
