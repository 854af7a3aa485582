import { Flag } from '../flags/flag';
import { flagByName } from '../flags/flags';
import { nearestWord } from '@openova/dns-engine';
import { ArgumentList } from './argumentList';

/** A flag with what was given for it, in order. @internal */
export interface GivenFlag {
  flag: Flag;
  values: string[];
}

/** @internal */
export interface GivenFlags {
  byName: Map<string, GivenFlag>;
  notes: string[];
}

const environmentPrefix = 'EXTERNAL_DNS_';

/**
 * Reads arguments and `EXTERNAL_DNS_*` variables as ExternalDNS does: `--flag=value`
 * or `--flag value`, `--switch` or `--no-switch`; an argument wins over its
 * variable, and the last one wins where a flag takes a single value.
 *
 * @internal
 */
export function readFlags(input: ArgumentList): GivenFlags {
  const byName = new Map<string, GivenFlag>();
  const notes: string[] = [];
  readArguments(input.args, byName, notes);
  readEnvironment(input, byName, notes);
  return { byName, notes };
}

function readArguments(
  args: readonly string[],
  byName: Map<string, GivenFlag>,
  notes: string[],
): void {
  for (let index = 0; index < args.length; index += 1) {
    const argument = args[index].trim();
    if (argument === '' || argument === '--') continue;
    const parts = /^--?([A-Za-z0-9][^=\s]*)(?:=([^]*))?$/.exec(argument);
    if (!parts) {
      notes.push(
        argument.startsWith('@')
          ? 'Arguments from a file (@file) were not read: import the file itself.'
          : `An argument that is no flag was left out: it stands at position ${
              index + 1
            }.`,
      );
      continue;
    }
    const { flag, negated } = lookUp(parts[1]);
    if (!flag) {
      notes.push(unknownFlag(parts[1]));
      // Its value must not be taken for something else, nor be shown.
      if (parts[2] === undefined && isValue(args[index + 1])) index += 1;
      continue;
    }
    let value = parts[2];
    if (flag.kind === 'switch') {
      value = negated ? 'false' : value ?? 'true';
    } else if (value === undefined) {
      if (index + 1 >= args.length) {
        notes.push(`--${flag.name} has no value and was left out.`);
        continue;
      }
      index += 1;
      value = args[index];
    }
    const given = byName.get(flag.name);
    if (given && flag.kind === 'list') given.values.push(value);
    else byName.set(flag.name, { flag, values: [value] });
  }
}

function isValue(argument: string | undefined): boolean {
  return argument !== undefined && !argument.startsWith('-');
}

function lookUp(name: string): { flag?: Flag; negated: boolean } {
  const flag = flagByName.get(name);
  if (flag) return { flag, negated: false };
  const positive = name.startsWith('no-')
    ? flagByName.get(name.slice(3))
    : undefined;
  return positive?.kind === 'switch'
    ? { flag: positive, negated: true }
    : { negated: false };
}

function unknownFlag(name: string): string {
  const close = nearestWord(name, [...flagByName.keys()]);
  const hint = close ? `: was --${close} meant?` : '.';
  return `--${name.slice(0, 60)} is no flag of ExternalDNS that we know${hint}`;
}

function readEnvironment(
  input: ArgumentList,
  byName: Map<string, GivenFlag>,
  notes: string[],
): void {
  for (const { name, value, from } of input.environment) {
    if (!name.startsWith(environmentPrefix)) continue;
    const flagName = name
      .slice(environmentPrefix.length)
      .toLowerCase()
      .replaceAll('_', '-');
    const flag = flagByName.get(flagName);
    if (!flag) {
      notes.push(
        `The variable ${name} belongs to no flag of ExternalDNS that we know.`,
      );
      continue;
    }
    if (byName.has(flagName)) continue;
    // A value from elsewhere is a reference, as $(NAME) in an argument is.
    const text = value ?? `$(${name})`;
    const values = flag.kind === 'list' ? text.split('\n') : [text];
    byName.set(flagName, { flag, values: values.filter(Boolean) });
    if (value === undefined && from) {
      notes.push(
        `--${flagName} comes from ${from} by way of the variable ${name}: give the portal that variable.`,
      );
    }
  }
}
