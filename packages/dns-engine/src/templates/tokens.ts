import { TemplateError } from './errors';

/** A piece of a template. `at` is its offset, for messages. @internal */
export interface Token {
  kind:
    | 'text'
    | 'open'
    | 'close'
    | 'field'
    | 'variable'
    | 'identifier'
    | 'number'
    | 'string'
    | 'character'
    | 'symbol'
    | 'space';
  /** Text, name, or the value of a literal. */
  value: string;
  at: number;
}

const blank = /[ \t\r\n]/;
const word = /[\p{L}\p{Nd}_]/u;

/**
 * Cuts a template into tokens by the rules of Go's text/template: `{{` and `}}`,
 * `{{-` and `-}}` that trim the text beside them, and comments.
 *
 * @throws {@link TemplateError}
 * @internal
 */
export function tokenize(source: string): Token[] {
  const tokens: Token[] = [];
  let position = 0;
  let trimStart = false;
  while (position < source.length) {
    const open = source.indexOf('{{', position);
    const end = open < 0 ? source.length : open;
    let text = source.slice(position, end);
    if (trimStart) text = text.replace(/^[ \t\r\n]+/, '');
    trimStart = false;
    const trims =
      open >= 0 &&
      source[open + 2] === '-' &&
      blank.test(source[open + 3] ?? '');
    if (trims) text = withoutBlankEnd(text);
    if (text !== '') tokens.push({ kind: 'text', value: text, at: position });
    if (open < 0) break;
    const inside = open + (trims ? 3 : 2);
    const action = new Action(source, inside);
    const comment = action.comment();
    if (comment) {
      position = comment.end;
      trimStart = comment.trims;
      continue;
    }
    tokens.push({ kind: 'open', value: '{{', at: open });
    const close = action.tokens(tokens);
    position = close.end;
    trimStart = close.trims;
  }
  return tokens;
}

/** "line 1, column 7: ..." @internal */
export function placed(source: string, at: number, message: string): string {
  const before = source.slice(0, at);
  const line = before.split('\n').length;
  const column = at - before.lastIndexOf('\n');
  return `line ${line}, column ${column}: ${message}`;
}

interface End {
  end: number;
  trims: boolean;
}

/** Reads what stands between one pair of delimiters. */
class Action {
  constructor(private readonly source: string, private position: number) {}

  /** The end of a comment, or undefined where this is none. */
  comment(): End | undefined {
    let start = this.position;
    while (blank.test(this.source[start] ?? '')) start += 1;
    if (!this.source.startsWith('/*', start)) return undefined;
    const end = this.source.indexOf('*/', start + 2);
    if (end < 0) throw this.error('the comment is not closed');
    this.position = end + 2;
    const close = this.close();
    if (!close) throw this.error('a comment must fill its action');
    return close;
  }

  tokens(into: Token[]): End {
    for (;;) {
      const close = this.close();
      if (close) {
        into.push({ kind: 'close', value: '}}', at: this.position });
        return close;
      }
      into.push(this.next());
    }
  }

  private close(): End | undefined {
    const { source, position } = this;
    if (source.startsWith('}}', position)) {
      return { end: position + 2, trims: false };
    }
    const rest = /^[ \t\r\n]+-\}\}/.exec(source.slice(position, position + 64));
    return rest ? { end: position + rest[0].length, trims: true } : undefined;
  }

  private next(): Token {
    const { source, position: at } = this;
    const character = source[at];
    if (character === undefined) throw this.error('the action is not closed');
    if (blank.test(character)) {
      this.skipWhile(each => blank.test(each));
      // A blank before "-}}" belongs to it.
      if (source.startsWith('-}}', this.position)) this.position -= 1;
      return { kind: 'space', value: ' ', at };
    }
    if (character === '"') return this.string(at);
    if (character === '`') return this.rawString(at);
    if (character === "'") return this.character(at);
    if (character === '$' || character === '.') {
      const next = source[at + 1] ?? '';
      if (character === '.' && /[0-9]/.test(next)) return this.number(at);
      this.position += 1;
      const value = this.word();
      return { kind: character === '$' ? 'variable' : 'field', value, at };
    }
    if (/[0-9]/.test(character)) return this.number(at);
    if (/[-+]/.test(character) && /[0-9.]/.test(source[at + 1] ?? '')) {
      return this.number(at);
    }
    if (word.test(character)) {
      return { kind: 'identifier', value: this.word(), at };
    }
    const value = source.startsWith(':=', at) ? ':=' : character;
    if (![':=', '=', '|', '(', ')', ','].includes(value)) {
      throw this.error(`"${character}" is not expected here`);
    }
    this.position += value.length;
    return { kind: 'symbol', value, at };
  }

  private word(): string {
    return this.skipWhile(each => word.test(each));
  }

  private number(at: number): Token {
    this.position += 1;
    this.skipWhile(each => /[0-9a-zA-Z_.]/.test(each));
    return { kind: 'number', value: this.source.slice(at, this.position), at };
  }

  private string(at: number): Token {
    let end = at + 1;
    while (this.source[end] !== '"') {
      if (this.source[end] === undefined || this.source[end] === '\n') {
        throw this.error('the string is not closed');
      }
      end += this.source[end] === '\\' ? 2 : 1;
    }
    this.position = end + 1;
    const value = this.unquoted(this.source.slice(at + 1, end));
    return { kind: 'string', value, at };
  }

  private rawString(at: number): Token {
    const end = this.source.indexOf('`', at + 1);
    if (end < 0) throw this.error('the string is not closed');
    this.position = end + 1;
    return { kind: 'string', value: this.source.slice(at + 1, end), at };
  }

  private character(at: number): Token {
    const match = /^'((?:\\.[0-9a-fA-F]*|[^'\\\n]))'/u.exec(
      this.source.slice(at, at + 16),
    );
    if (!match) throw this.error('the character is not closed');
    this.position = at + match[0].length;
    return { kind: 'character', value: this.unquoted(match[1]), at };
  }

  private unquoted(value: string): string {
    const escapes =
      /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{3})|(.))/gu;
    return value.replace(escapes, (_, hex, four, eight, octal, simple) => {
      const code = hex ?? four ?? eight;
      if (code !== undefined) return this.codePoint(parseInt(code, 16));
      if (octal !== undefined) return this.codePoint(parseInt(octal, 8));
      const known = simpleEscapes.get(simple);
      if (known === undefined) throw this.error(`"\\${simple}" means nothing`);
      return known;
    });
  }

  private codePoint(code: number): string {
    if (code > 0x10ffff) throw this.error('that is no character');
    return String.fromCodePoint(code);
  }

  private skipWhile(fits: (character: string) => boolean): string {
    const start = this.position;
    while (
      this.position < this.source.length &&
      fits(this.source[this.position])
    ) {
      this.position += 1;
    }
    return this.source.slice(start, this.position);
  }

  private error(message: string): TemplateError {
    return new TemplateError(placed(this.source, this.position, message));
  }
}

const simpleEscapes: ReadonlyMap<string, string> = new Map([
  ['a', '\x07'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['v', '\v'],
  ['\\', '\\'],
  ["'", "'"],
  ['"', '"'],
]);

function withoutBlankEnd(text: string): string {
  let end = text.length;
  while (end > 0 && blank.test(text[end - 1])) end -= 1;
  return text.slice(0, end);
}
