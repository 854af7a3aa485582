import { Reason, reasons } from './reasons';
import { Verdict } from './verdict';

/**
 * The sentence and the fix of a verdict, placeholders filled. The sentence ends
 * with what its author should know besides (`Wish.note`), if there is something.
 *
 * @public
 */
export function renderVerdict(verdict: Verdict): {
  state: Reason['state'];
  sentence: string;
  fix: string;
} {
  const reason: Reason = reasons[verdict.reason];
  return {
    state: reason.state,
    sentence: renderSentence(verdict),
    fix: filled(reason.fix, verdict),
  };
}

/** The sentence alone. @internal */
export function renderSentence(verdict: Verdict): string {
  const sentence = filled(reasons[verdict.reason].sentence, verdict);
  const { note } = verdict.params;
  return note ? `${sentence} ${note}` : sentence;
}

function filled(template: string, verdict: Verdict): string {
  const parts = partsOf(template);
  let text = parts[0];
  for (let index = 1; index < parts.length; index += 2) {
    const key = parts[index];
    const value = valueOf(key, verdict);
    const next = parts[index + 1];
    if (value !== '') text += value + next;
    else if (isNamespace(key) && next.startsWith('/')) text += next.slice(1);
    else text += inWords(key, verdict, text === '') + next;
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

/** Empty where nothing is known. */
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
      return '';
  }
}

/** A namespace and the slash behind it are left out together (a Node has none). */
function isNamespace(key: string): boolean {
  return key.endsWith('amespace');
}

/** What stands for a value that there is none of: an object may name no host. */
function inWords(key: string, verdict: Verdict, isFirst: boolean): string {
  switch (key) {
    case 'dnsName': {
      if (!isFirst) return 'the name';
      const { kind, namespace, name } = verdict.origin;
      const object = [namespace, name].filter(Boolean).join('/');
      return `A name of ${kind} ${object}`;
    }
    case 'txtNote':
      return '';
    case 'recordType':
    case 'standingType':
      return 'DNS';
    case 'zone':
      return 'of the name';
    case 'txt':
      return 'the TXT records of the name';
    case 'owner':
      return 'somebody else';
    case 'winnerKind':
    case 'heldKind':
      return 'an object';
    case 'winnerName':
    case 'heldName':
      return 'of unknown name';
    case 'target':
      return '';
    case 'detail':
      return 'no more is known';
    default:
      return `(${key} unknown)`;
  }
}
