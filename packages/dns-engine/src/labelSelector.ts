import {
  BrokenObject,
  JsonRecord,
  list,
  record,
  text,
  textMap,
  texts,
} from './sources/json';

/** One condition on a label. @public */
export interface Requirement {
  key: string;
  operator:
    | 'in'
    | 'not-in'
    | 'exists'
    | 'does-not-exist'
    | 'greater-than'
    | 'less-than';
  values: readonly string[];
}

/** All requirements must hold; none matches everything. @public */
export type LabelSelector = readonly Requirement[];

/** A selector that cannot be read; the message says why. @public */
export class SelectorError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'SelectorError';
  }
}

/**
 * Kubernetes' selector syntax: `a=b`, `a==b`, `a!=b`, `a in (b, c)`,
 * `a notin (b)`, `a`, `!a`, `a>1`, `a<2`, separated by commas.
 *
 * @throws {@link SelectorError}
 * @public
 */
export function parseLabelSelector(selector: string): LabelSelector {
  return new Parser(selector).parse();
}

/**
 * The narrower syntax that ExternalDNS reads in its annotation filter and its
 * gateway label filter: without `!=`, `>` and `<`.
 *
 * @throws {@link SelectorError}
 * @public
 */
export function parseAnnotationFilter(selector: string): LabelSelector {
  const parser = new Parser(selector);
  const requirements = parser.parse();
  if (parser.refused) {
    throw new SelectorError(
      `"${parser.refused}" cannot be used here: write "key notin (value)" in place of "key!=value"`,
    );
  }
  return requirements;
}

/**
 * A selector as objects write it: `matchLabels` and `matchExpressions`. An absent
 * selector matches nothing (undefined), an empty one everything.
 *
 * @internal
 */
export function selectorFromJson(
  value: unknown,
  path: string,
): LabelSelector | undefined {
  if (value === undefined || value === null) return undefined;
  const selector = record(value, path);
  const requirements: Requirement[] = [];
  const matchLabels = textMap(selector.matchLabels, `${path}.matchLabels`);
  for (const key of Object.keys(matchLabels)) {
    requirements.push({ key, operator: 'in', values: [matchLabels[key]] });
  }
  const place = `${path}.matchExpressions`;
  for (const each of list(selector.matchExpressions, place)) {
    requirements.push(expression(record(each, place), place));
  }
  return requirements;
}

/** @public */
export function matchesSelector(
  selector: LabelSelector,
  labels: Readonly<Record<string, string>> | undefined,
): boolean {
  return selector.every(requirement => holds(requirement, labels ?? {}));
}

const operators: Readonly<Record<string, Requirement['operator']>> = {
  In: 'in',
  NotIn: 'not-in',
  Exists: 'exists',
  DoesNotExist: 'does-not-exist',
};

function expression(value: JsonRecord, path: string): Requirement {
  const name = text(value.operator, path);
  const values = texts(value.values, path);
  const operator = Object.hasOwn(operators, name) ? operators[name] : undefined;
  if (!operator) {
    throw new BrokenObject(
      `${path}.operator`,
      'In, NotIn, Exists or DoesNotExist',
    );
  }
  const wantsValues = operator === 'in' || operator === 'not-in';
  if (wantsValues !== values.length > 0) {
    throw new BrokenObject(
      `${path}.values`,
      wantsValues ? `given with ${name}` : `empty with ${name}`,
    );
  }
  return { key: text(value.key, path), operator, values };
}

function holds(
  requirement: Requirement,
  labels: Readonly<Record<string, string>>,
): boolean {
  const { key, operator, values } = requirement;
  const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
  switch (operator) {
    case 'in':
      return value !== undefined && values.includes(value);
    case 'not-in':
      return value === undefined || !values.includes(value);
    case 'exists':
      return value !== undefined;
    case 'does-not-exist':
      return value === undefined;
    default: {
      if (value === undefined || !/^[-+]?[0-9]+$/.test(value)) return false;
      const difference = BigInt(value) - BigInt(values[0]);
      return operator === 'greater-than' ? difference > 0 : difference < 0;
    }
  }
}

const special = '=!(),<>';
const namePattern = /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/;
const domainPattern =
  /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/** Reads the tokens of one selector from left to right. */
class Parser {
  refused: string | undefined;
  private position = 0;
  private readonly tokens: string[];

  constructor(private readonly selector: string) {
    this.tokens = tokenize(selector);
  }

  parse(): Requirement[] {
    const requirements: Requirement[] = [];
    while (this.position < this.tokens.length) {
      requirements.push(this.requirement());
      if (this.position === this.tokens.length) break;
      this.expect(',');
      if (this.position === this.tokens.length) {
        throw this.error('a key is missing after the last comma');
      }
    }
    return requirements.sort((a, b) => (a.key < b.key ? -1 : 1));
  }

  private requirement(): Requirement {
    const negated = this.accept('!');
    const key = this.key();
    if (negated) return { key, operator: 'does-not-exist', values: [] };
    const next = this.tokens[this.position];
    if (next === undefined || next === ',') {
      return { key, operator: 'exists', values: [] };
    }
    this.position += 1;
    switch (next) {
      case '=':
      case '==':
        return { key, operator: 'in', values: [this.value()] };
      case '!=':
        this.refused = next;
        return { key, operator: 'not-in', values: [this.value()] };
      case 'in':
        return { key, operator: 'in', values: this.values() };
      case 'notin':
        return { key, operator: 'not-in', values: this.values() };
      case '>':
      case '<':
        this.refused = next;
        return {
          key,
          operator: next === '>' ? 'greater-than' : 'less-than',
          values: [this.number()],
        };
      default:
        throw this.error(`"${next}" is no operator`);
    }
  }

  private key(): string {
    const token = this.word();
    const slash = token.indexOf('/');
    const prefix = slash < 0 ? undefined : token.slice(0, slash);
    const name = token.slice(slash + 1);
    const fits =
      name.length <= 63 &&
      namePattern.test(name) &&
      (prefix === undefined ||
        (prefix.length <= 253 && domainPattern.test(prefix)));
    if (!fits) throw this.error(`"${token}" is no valid key`);
    return token;
  }

  private value(): string {
    const token = this.tokens[this.position];
    if (token === undefined || token === ',') return '';
    return checkedValue(this.word(), this.selector);
  }

  private values(): string[] {
    this.expect('(');
    const values = new Set<string>();
    for (;;) {
      const token = this.tokens[this.position];
      if (token === ',' || token === ')') values.add('');
      else values.add(checkedValue(this.word(), this.selector));
      if (this.accept(')')) return [...values].sort();
      this.expect(',');
    }
  }

  private number(): string {
    const token = this.word();
    if (!/^[-+]?[0-9]+$/.test(token)) {
      throw this.error(`"${token}" is no whole number`);
    }
    return token;
  }

  private word(): string {
    const token = this.tokens[this.position];
    if (token === undefined) throw this.error('it ends too early');
    if (special.includes(token[0])) throw this.error(`"${token}" is misplaced`);
    this.position += 1;
    return token;
  }

  private accept(token: string): boolean {
    if (this.tokens[this.position] !== token) return false;
    this.position += 1;
    return true;
  }

  private expect(token: string): void {
    if (!this.accept(token)) throw this.error(`"${token}" is missing`);
  }

  private error(reason: string): SelectorError {
    return new SelectorError(
      `"${this.selector}" is no valid selector: ${reason}`,
    );
  }
}

function checkedValue(value: string, selector: string): string {
  if (value === '' || (value.length <= 63 && namePattern.test(value))) {
    return value;
  }
  throw new SelectorError(
    `"${selector}" is no valid selector: "${value}" cannot be the value of a label`,
  );
}

function tokenize(selector: string): string[] {
  const tokens: string[] = [];
  let index = 0;
  while (index < selector.length) {
    const character = selector[index];
    if (/\s/.test(character)) {
      index += 1;
    } else if (special.includes(character)) {
      const two = selector.slice(index, index + 2);
      const token = two === '==' || two === '!=' ? two : character;
      tokens.push(token);
      index += token.length;
    } else {
      const start = index;
      while (
        index < selector.length &&
        !special.includes(selector[index]) &&
        !/\s/.test(selector[index])
      ) {
        index += 1;
      }
      tokens.push(selector.slice(start, index));
    }
  }
  return tokens;
}
