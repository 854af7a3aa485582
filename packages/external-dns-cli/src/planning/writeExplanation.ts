import { Explanation, GateResult, WishExplanation } from './explain';
import { printable } from './writeReport';

const marks: Readonly<Record<GateResult['result'], [string, number]>> = {
  passed: ['ok  ', 32],
  failed: ['FAIL', 31],
  'not-reached': ['-   ', 2],
  unknown: ['?   ', 33],
};

/** The explanation for a terminal. @internal */
export function explanationText(
  explanation: Explanation,
  colours: boolean,
): string {
  const paint = (code: number, text: string) =>
    colours ? `\u001b[${code}m${text}\u001b[0m` : text;
  const { dnsName, wishes, hints } = explanation;
  if (wishes.length === 0) {
    const lines = [
      `${printable(dnsName)}: no object that a source reads asks for it.`,
      ...hints.map(hint => `  ${printable(hint)}`),
    ];
    if (hints.length === 0) {
      lines.push(
        '  Add it to the hostnames of a route or an Ingress, or to a hostname annotation.',
      );
    }
    return `${lines.join('\n')}\n`;
  }
  const blocks = wishes.map(wish => wishText(wish, paint));
  return `${paint(1, printable(dnsName))}\n\n${blocks.join('\n\n')}\n`;
}

function wishText(
  wish: WishExplanation,
  paint: (code: number, text: string) => string,
): string {
  const what = [wish.recordType, wish.setIdentifier].filter(Boolean).join(' ');
  const lines = [paint(1, `${wish.object}${what ? ` (${what})` : ''}`)];
  for (const { question, result } of wish.gates) {
    const [mark, code] = marks[result];
    lines.push(`  ${paint(code, mark)} ${question}`);
    if (result !== 'failed') continue;
    lines.push(`       ${printable(wish.sentence)}`);
    lines.push(`       What to do: ${printable(wish.fix)}`);
  }
  if (!wish.gates.some(each => each.result === 'failed')) {
    const unknown = wish.gates.some(each => each.result === 'unknown');
    lines.push(
      `  ${printable(
        unknown
          ? 'Whether something else stands there cannot be said without --records.'
          : wish.sentence,
      )}`,
    );
  }
  return lines.join('\n');
}
