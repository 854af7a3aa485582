import {
  Float,
  ListValue,
  MapValue,
  Nil,
  StructValue,
  Value,
  WrongType,
} from './values';

/** A value as Go's templates print it. @internal */
export function printed(value: Value, isNested = false, depth = 0): string {
  if (depth > 20) throw new WrongType('it is nested too deeply to be printed');
  if (value === undefined) return isNested ? '<nil>' : '<no value>';
  if (typeof value !== 'object') return String(value);
  if (value instanceof Nil) return '<nil>';
  if (value instanceof Float) return printedFloat(value.value);
  if (value instanceof ListValue) {
    const parts: string[] = [];
    for (let index = 0; index < value.length; index += 1) {
      parts.push(printed(value.at(index), true, depth + 1));
    }
    return `[${parts.join(' ')}]`;
  }
  if (value instanceof MapValue) {
    const parts = value
      .keys()
      .map(key => `${key}:${printed(value.get(key), true, depth + 1)}`);
    return `map[${parts.join(' ')}]`;
  }
  throw new WrongType('an object cannot be printed: name one of its fields');
}

/** Shortest form, with an exponent below 1e-4 and from 1e21 on. */
function printedFloat(value: number): string {
  const size = Math.abs(value);
  if (value === 0 || (size >= 1e-4 && size < 1e21)) return String(value);
  const [digits, exponent] = value.toExponential().split('e');
  const sign = exponent[0];
  return `${digits}e${sign}${exponent.slice(1).padStart(2, '0')}`;
}

const verb = /%([-+# 0]*)(\d+)?(?:\.(\d+))?(.)?/gsu;

/** Go's Sprintf, for the verbs v, s, d, q, t, x, X, c and f. @internal */
export function sprintf(format: string, args: readonly Value[]): string {
  let used = 0;
  const text = format.replace(verb, (all, flags, width, precision, letter) => {
    if (letter === '%') return '%';
    if (letter === undefined) return '%!(NOVERB)';
    if (used >= args.length) return `%!${letter}(MISSING)`;
    const value = args[used];
    used += 1;
    const size = Number(width ?? 0);
    if (size > 1000) throw new WrongType(`${all} asks for too wide a field`);
    const body = formatted(value, letter, flags, precision);
    if (flags.includes('-')) return body.padEnd(size);
    const isNumber = typeof value === 'number' || value instanceof Float;
    if (!flags.includes('0') || !isNumber) return body.padStart(size);
    const sign = /^[-+]/.exec(body)?.[0] ?? '';
    return sign + body.slice(sign.length).padStart(size - sign.length, '0');
  });
  if (used < args.length) {
    throw new WrongType('printf has more values than its format takes');
  }
  return text;
}

function formatted(
  value: Value,
  letter: string,
  flags: string,
  precision: string | undefined,
): string {
  switch (letter) {
    case 'v':
    case 's':
      if (letter === 's' && typeof value !== 'string') break;
      return precision === undefined
        ? printed(value, true)
        : [...printed(value, true)].slice(0, Number(precision)).join('');
    case 'd':
      if (typeof value !== 'number') break;
      return flags.includes('+') && value >= 0 ? `+${value}` : String(value);
    case 'q':
      if (typeof value === 'string') return JSON.stringify(value);
      break;
    case 't':
      if (typeof value === 'boolean') return String(value);
      break;
    case 'x':
    case 'X': {
      if (typeof value !== 'number') break;
      const hex = value.toString(16);
      return letter === 'X' ? hex.toUpperCase() : hex;
    }
    case 'c':
      if (typeof value === 'number') return String.fromCodePoint(value);
      break;
    case 'f':
      if (value instanceof Float && Number(precision ?? 6) <= 100) {
        return value.value.toFixed(Number(precision ?? 6));
      }
      break;
    default:
      throw new WrongType(`printf does not know %${letter} here`);
  }
  throw new WrongType(
    `%${letter} does not fit the value ${printed(value, true)}`,
  );
}

/** Whether Go takes a value for true: everything but its zero value. @internal */
export function isTrue(value: Value): boolean {
  if (value instanceof Nil || value === undefined) return false;
  if (value instanceof Float) return value.value !== 0;
  if (value instanceof ListValue) return value.length > 0;
  if (value instanceof MapValue) return value.keys().length > 0;
  if (value instanceof StructValue) return true;
  return Boolean(value);
}
