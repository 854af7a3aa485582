import { version } from '../package.json';
import { explainCommand } from './commandLine/explainCommand';
import { helps, overview } from './commandLine/help';
import { importArgsCommand } from './commandLine/importArgsCommand';
import { planCommand } from './commandLine/planCommand';
import { processTerminal, Terminal, UsageError } from './commandLine/terminal';
import { nearestWord } from '@openova/dns-engine';
import { replay } from './replay';
import { standardInput } from './standardInput';
import { tunedInput } from './tunedInput';

type Run = (args: readonly string[], terminal: Terminal) => Promise<number>;

const commands: Readonly<Record<keyof typeof helps, Run>> = {
  replay: async args => {
    if (args.length > 0) {
      throw new UsageError(
        'replay takes no arguments; worlds come on standard input.',
      );
    }
    return replay(tunedInput(standardInput()), process.stdout);
  },
  plan: planCommand,
  explain: explainCommand,
  'import-args': importArgsCommand,
};

/** Runs one command; the answer is the exit code. @internal */
export async function main(
  args: readonly string[],
  terminal: Terminal = processTerminal(),
): Promise<number> {
  const [command, ...rest] = args;
  if (command === undefined || command === '--help' || command === '-h') {
    terminal.write(overview);
    return command === undefined ? 1 : 0;
  }
  if (command === '--version') {
    terminal.write(`${version}\n`);
    return 0;
  }
  if (command === 'help') return main([...rest, '--help'], terminal);
  try {
    if (!isCommand(command)) throw unknownCommand(command);
    if (asksForHelp(rest)) {
      terminal.write(helps[command]);
      return 0;
    }
    return await commands[command](rest, terminal);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    terminal.warn(`external-dns: ${message}\n`);
    if (error instanceof UsageError) {
      const of = isCommand(command) ? ` ${command}` : '';
      terminal.warn(`See external-dns${of} --help.\n`);
    }
    return 1;
  }
}

function isCommand(name: string): name is keyof typeof helps {
  return Object.hasOwn(helps, name);
}

/** What stands after `--` belongs to ExternalDNS, which has a --help as well. */
function asksForHelp(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  const own = end < 0 ? args : args.slice(0, end);
  return own.includes('--help') || own.includes('-h');
}

function unknownCommand(name: string): UsageError {
  const options = ['--help', '--version'];
  const close = nearestWord(name, [...Object.keys(helps), ...options]);
  return new UsageError(
    `there is no ${name.startsWith('-') ? 'option' : 'command'} ${name.slice(
      0,
      60,
    )}${close ? `: was ${close} meant?` : '.'}`,
  );
}
