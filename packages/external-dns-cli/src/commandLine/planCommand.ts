import { planInput, planOptions, wantsColours } from '../planning/planInput';
import { reportOf } from '../planning/report';
import { asMarkdown, asText, summaryOf } from '../planning/writeReport';
import { readOptions } from './readOptions';
import { Terminal, UsageError } from './terminal';

/** @internal */
export async function planCommand(
  args: readonly string[],
  terminal: Terminal,
): Promise<number> {
  const options = readOptions(args, {
    ...planOptions,
    output: ['text', 'json', 'markdown'],
    ownership: 'switch',
  });
  if (options.positionals.length > 0) {
    throw new UsageError(
      'plan takes options only: --config, --manifests and --records.',
    );
  }
  if (options.text('records') === undefined) {
    throw new UsageError(
      '--records is missing: without what the zone holds nothing can be said about changes. An empty file stands for an empty zone.',
    );
  }
  const { world } = await planInput(options, terminal);
  const report = reportOf(world);
  const looks = {
    colours: wantsColours(options, terminal),
    ownership: options.has('ownership'),
  };
  switch (options.text('output')) {
    case 'json': {
      const summary = summaryOf(report.changes);
      terminal.write(`${JSON.stringify({ summary, ...report }, null, 2)}\n`);
      break;
    }
    case 'markdown':
      terminal.write(asMarkdown(report, looks));
      break;
    default:
      terminal.write(asText(report, looks));
  }
  return report.changes.length > 0 ? 2 : 0;
}
