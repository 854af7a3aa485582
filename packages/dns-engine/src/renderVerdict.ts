import { Reason, reasons } from './reasons';
import { Verdict } from './verdict';

/** The sentence and the fix of a verdict, placeholders filled. @public */
export function renderVerdict(verdict: Verdict): {
  state: Reason['state'];
  sentence: string;
  fix: string;
} {
  const reason: Reason = reasons[verdict.reason];
  return {
    state: reason.state,
    sentence: filled(reason.sentence, verdict),
    fix: filled(reason.fix, verdict),
  };
}

/** The sentence alone. @internal */
export function renderSentence(verdict: Verdict): string {
  return filled(reasons[verdict.reason].sentence, verdict);
}

function filled(template: string, verdict: Verdict): string {
  const parts = partsOf(template);
  let text = parts[0];
  for (let index = 1; index < parts.length; index += 2) {
    text += valueOf(parts[index], verdict) + parts[index + 1];
  }
  return text;
}

/** Texts and, between each two of them, the name of a placeholder. */
function partsOf(template: string): readonly string[] {
  let parts = knownParts.get(template);
  if (!parts) {
    parts = template.split(/\{(\w+)\}/);
    knownParts.set(template, parts);
  }
  return parts;
}

/** Of the few sentences in the table of reasons: each is cut once. */
const knownParts = new Map<string, readonly string[]>();

function valueOf(key: string, verdict: Verdict): string {
  const { origin, params } = verdict;
  if (Object.hasOwn(params, key)) return params[key];
  switch (key) {
    case 'dnsName':
    case 'recordType':
    case 'setIdentifier':
      return verdict[key];
    case 'kind':
    case 'namespace':
    case 'name':
    case 'cluster':
      return origin[key];
    default:
      return '?';
  }
}
