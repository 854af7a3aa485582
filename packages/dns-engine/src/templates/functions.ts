import { addressFamily } from '../address';
import { isTrue, printed, sprintf } from './format';
import {
  Float,
  ListValue,
  MapValue,
  Nil,
  untyped,
  Value,
  WrongType,
} from './values';

/** What functions know besides their arguments. @internal */
export interface CallContext {
  /** Name of the source that runs the template. */
  source: string;
  /** Names that `isSource` takes. */
  knownSources: ReadonlySet<string>;
}

type TemplateFunction = (args: readonly Value[], context: CallContext) => Value;

/*
 * Go's own functions, and those that ExternalDNS adds. `and` and `or` end early
 * and are therefore the evaluator's; `call`, `js` and the comparison of other than
 * plain values are left out.
 */
const functions: Readonly<Record<string, TemplateFunction>> = {
  not: takes(1, ([value]) => !isTrue(value)),
  len: takes(1, ([value]) => lengthOf(value)),
  index: args => indexed(args),
  slice: args => sliced(args),
  print: args => sprint(args),
  println: args => `${args.map(each => printed(each, true)).join(' ')}\n`,
  printf: args => sprintf(text(args[0]), args.slice(1)),
  html: args => escapeHtml(sprint(args)),
  urlquery: args => escapeQuery(sprint(args)),
  eq: args => {
    if (args.length < 2) throw new WrongType('eq takes two values or more');
    return args.slice(1).some(other => compared(args[0], other) === 0);
  },
  ne: takes(2, ([a, b]) => compared(a, b) !== 0),
  lt: takes(2, ([a, b]) => ordered(a, b) < 0),
  le: takes(2, ([a, b]) => ordered(a, b) <= 0),
  gt: takes(2, ([a, b]) => ordered(a, b) > 0),
  ge: takes(2, ([a, b]) => ordered(a, b) >= 0),

  contains: takes(2, ([value, part]) => text(value).includes(text(part))),
  trimPrefix: takes(2, ([value, prefix]) => {
    const whole = text(value);
    const start = text(prefix);
    return whole.startsWith(start) ? whole.slice(start.length) : whole;
  }),
  trimSuffix: takes(2, ([value, suffix]) => {
    const whole = text(value);
    const end = text(suffix);
    return end !== '' && whole.endsWith(end)
      ? whole.slice(0, -end.length)
      : whole;
  }),
  trim: takes(1, ([value]) => text(value).trim()),
  toLower: takes(1, ([value]) => text(value).toLowerCase()),
  replace: takes(3, ([from, to, value]) =>
    replaced(text(value), text(from), text(to)),
  ),
  isIPv4: takes(1, ([value]) => addressFamily(text(value)) === 4),
  isIPv6: takes(1, ([value]) => addressFamily(text(value)) === 6),
  hasKey: takes(2, ([map, key]) => {
    if (map instanceof MapValue) return map.has(text(key));
    throw new WrongType('hasKey takes labels or annotations and a key');
  }),
  fromJson: takes(1, ([value]) => {
    try {
      return untyped(JSON.parse(text(value)));
    } catch (error) {
      if (error instanceof SyntaxError) return undefined;
      throw error;
    }
  }),
  isSource: takes(1, ([value], { source, knownSources }) => {
    const name = text(value);
    if (!knownSources.has(name)) {
      throw new WrongType(`isSource: there is no source "${name}"`);
    }
    return name === source;
  }),
};

/** Every name that may be called. @internal */
export const functionNames: ReadonlySet<string> = new Set([
  ...Object.keys(functions),
  'and',
  'or',
]);

/** @internal */
export function callFunction(
  name: string,
  args: readonly Value[],
  context: CallContext,
): Value {
  return functions[name](args, context);
}

function takes(count: number, run: TemplateFunction): TemplateFunction {
  return (args, context) => {
    if (args.length !== count) {
      throw new WrongType(
        `${count} ${count === 1 ? 'value is' : 'values are'} wanted, ${
          args.length
        } given`,
      );
    }
    return run(args, context);
  };
}

function text(value: Value): string {
  if (typeof value === 'string') return value;
  throw new WrongType('a text is expected');
}

function lengthOf(value: Value): number {
  if (typeof value === 'string') return utf8Length(value);
  if (value instanceof ListValue) return value.length;
  if (value instanceof MapValue) return value.keys().length;
  throw new WrongType('len takes a text, a list or a map');
}

function indexed([value, ...keys]: readonly Value[]): Value {
  let current = value;
  for (const key of keys) {
    if (current instanceof MapValue) {
      current = current.get(text(key));
    } else if (current instanceof ListValue) {
      current = current.at(position(key, current.length - 1));
    } else {
      throw new WrongType('index takes a list or a map');
    }
  }
  return current;
}

function sliced([value, ...bounds]: readonly Value[]): Value {
  if (bounds.length > 2) throw new WrongType('slice takes two bounds at most');
  const length = lengthOf(value);
  const from = bounds.length > 0 ? position(bounds[0], length) : 0;
  const to = bounds.length > 1 ? position(bounds[1], length) : length;
  if (from > to) throw new WrongType(`slice: ${from} is behind ${to}`);
  if (value instanceof ListValue) return value.slice(from, to);
  const whole = text(value);
  if (length !== whole.length) {
    throw new WrongType('slice takes texts of ASCII characters only');
  }
  return whole.slice(from, to);
}

function position(value: Value, most: number): number {
  if (typeof value !== 'number') throw new WrongType('an index is a number');
  if (value < 0 || value > most) {
    throw new WrongType(`index ${value} is out of range`);
  }
  return value;
}

/** Go's Sprint: a space between two operands of which neither is text. */
function sprint(args: readonly Value[]): string {
  let result = '';
  for (const [index, value] of args.entries()) {
    const neitherIsText =
      typeof value !== 'string' && typeof args[index - 1] !== 'string';
    if (index > 0 && neitherIsText) result += ' ';
    result += printed(value, true);
  }
  return result;
}

function compared(left: Value, right: Value): number {
  const isNothing = (value: Value) =>
    value === undefined || value instanceof Nil;
  if (isNothing(left) || isNothing(right)) {
    return isNothing(left) && isNothing(right) ? 0 : 1;
  }
  if (left instanceof Float && right instanceof Float) {
    return left.value - right.value;
  }
  if (typeof left === 'boolean' && typeof right === 'boolean') {
    return left === right ? 0 : 1;
  }
  if (typeof left === 'number' && typeof right === 'number') {
    return left - right;
  }
  if (typeof left === 'string' && typeof right === 'string') {
    if (left === right) return 0;
    return left < right ? -1 : 1;
  }
  throw new WrongType('values of two types cannot be compared');
}

function ordered(left: Value, right: Value): number {
  if (typeof left === 'boolean' || left === undefined || left instanceof Nil) {
    throw new WrongType('these values have no order');
  }
  return compared(left, right);
}

function replaced(value: string, from: string, to: string): string {
  const count = from === '' ? value.length + 1 : value.split(from).length - 1;
  if (value.length + count * to.length > 1_048_576) {
    throw new WrongType('replace makes too long a text');
  }
  return value.replaceAll(from, () => to);
}

function escapeHtml(value: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&#34;',
    "'": '&#39;',
  };
  return value.replace(/[&<>"']/g, character => entities[character]);
}

function escapeQuery(value: string): string {
  return encodeURIComponent(value)
    .replace(/%20/g, '+')
    .replace(
      /[!'()*]/g,
      each => `%${each.charCodeAt(0).toString(16).toUpperCase()}`,
    );
}

function utf8Length(value: string): number {
  let bytes = 0;
  for (const character of value) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x80) bytes += 1;
    else if (code < 0x800) bytes += 2;
    else bytes += code < 0x10000 ? 3 : 4;
  }
  return bytes;
}
