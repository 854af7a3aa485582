import { explain } from '../planning/explain';
import { planInput, planOptions, wantsColours } from '../planning/planInput';
import { explanationText } from '../planning/writeExplanation';
import { readOptions } from './readOptions';
import { Terminal, UsageError } from './terminal';

/** @internal */
export async function explainCommand(
  args: readonly string[],
  terminal: Terminal,
): Promise<number> {
  const options = readOptions(args, {
    ...planOptions,
    output: ['text', 'json'],
  });
  const [host, ...more] = options.positionals;
  if (host === undefined || more.length > 0) {
    throw new UsageError('explain takes one hostname.');
  }
  const explanation = explain(host, await planInput(options, terminal));
  terminal.write(
    options.text('output') === 'json'
      ? `${JSON.stringify(explanation, null, 2)}\n`
      : explanationText(explanation, wantsColours(options, terminal)),
  );
  return explanation.works ? 0 : 2;
}
