import { parseArgs } from 'node:util';
import { nearestWord } from '@openova/dns-engine';
import { UsageError } from './terminal';

/** The options of a command: `true` for a switch. @internal */
export type OptionTypes = Readonly<
  Record<string, 'text' | 'texts' | 'switch' | readonly string[]>
>;

/** @internal */
export interface GivenOptions {
  text(name: string): string | undefined;
  texts(name: string): string[];
  has(name: string): boolean;
  positionals: string[];
}

/**
 * Reads the arguments of a command. A list of texts as a type means that one of
 * them must be given.
 *
 * @throws {@link UsageError} for an unknown option, with the nearest that exists.
 * @internal
 */
export function readOptions(
  args: readonly string[],
  types: OptionTypes,
): GivenOptions {
  const { tokens, positionals } = parseArgs({
    args: [...args],
    strict: false,
    tokens: true,
    allowPositionals: true,
    options: Object.fromEntries(
      Object.entries(types).map(([name, type]) => [
        name,
        { type: type === 'switch' ? 'boolean' : 'string' } as const,
      ]),
    ),
  });
  const values = new Map<string, string[]>();
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const type = Object.hasOwn(types, token.name)
      ? types[token.name]
      : undefined;
    if (type === undefined) throw unknown(token.rawName, Object.keys(types));
    if (type === 'switch') {
      if (token.value !== undefined) {
        throw new UsageError(`${token.rawName} takes no value.`);
      }
      values.set(token.name, ['true']);
      continue;
    }
    // A forgotten value must not swallow the option that follows.
    if (
      token.value === undefined ||
      (!token.inlineValue && /^--./.test(token.value))
    ) {
      throw new UsageError(`${token.rawName} needs a value.`);
    }
    if (typeof type === 'object' && !type.includes(token.value)) {
      throw new UsageError(
        `${token.rawName} must be one of ${type.join(', ')}.`,
      );
    }
    const before = type === 'texts' ? values.get(token.name) ?? [] : [];
    values.set(token.name, [...before, token.value]);
  }
  return {
    text: name => values.get(name)?.[0],
    texts: name => values.get(name) ?? [],
    has: name => values.has(name),
    positionals,
  };
}

function unknown(rawName: string, known: readonly string[]): UsageError {
  const close = nearestWord(rawName.replace(/^-+/, ''), known);
  return new UsageError(
    `there is no option ${rawName}${close ? `: was --${close} meant?` : '.'}`,
  );
}
