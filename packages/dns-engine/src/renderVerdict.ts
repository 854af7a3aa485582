import { Reason, reasons } from './reasons';
import { Verdict } from './verdict';

/** The sentence and the fix of a verdict, placeholders filled. @public */
export function renderVerdict(verdict: Verdict): {
  state: Reason['state'];
  sentence: string;
  fix: string;
} {
  const reason: Reason = reasons[verdict.reason];
  const { origin } = verdict;
  const values = new Map<string, string>([
    ['dnsName', verdict.dnsName],
    ['recordType', verdict.recordType],
    ['setIdentifier', verdict.setIdentifier],
    ['kind', origin.kind],
    ['namespace', origin.namespace],
    ['name', origin.name],
    ['cluster', origin.cluster],
    ...Object.entries(verdict.params),
  ]);
  const fill = (text: string) =>
    text.replace(/\{(\w+)\}/g, (_, key: string) => values.get(key) ?? '?');
  return {
    state: reason.state,
    sentence: fill(reason.sentence),
    fix: fill(reason.fix),
  };
}
