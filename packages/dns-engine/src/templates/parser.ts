import { TemplateError } from './errors';
import { functionNames } from './functions';
import { Command, Node, Operand, ParsedTemplate, Pipeline } from './nodes';
import { placed, Token, tokenize } from './tokens';

/**
 * Parses a template in the language of Go's text/template.
 *
 * @throws {@link TemplateError} with the place where it stops being one.
 * @internal
 */
export function parseTemplate(source: string): ParsedTemplate {
  return new Parser(source).parse();
}

const deepest = 100;

class Parser {
  private readonly tokens: Token[];
  private position = 0;
  private depth = 0;
  private loops = 0;
  /** Names of the variables in scope, innermost last. */
  private variables = [''];
  private readonly defined = new Map<string, readonly Node[]>();

  constructor(private readonly source: string) {
    this.tokens = tokenize(source);
  }

  parse(): ParsedTemplate {
    const { nodes, end } = this.list();
    if (end) throw this.error(`"${end}" closes nothing`);
    return { source: this.source, body: nodes, defined: this.defined };
  }

  /** Nodes up to `end`, `else` or the end of the template. */
  private list(): { nodes: Node[]; end: '' | 'end' | 'else' } {
    this.depth += 1;
    if (this.depth > deepest) throw this.error('it is nested too deeply');
    const nodes: Node[] = [];
    const variables = this.variables.length;
    let end: '' | 'end' | 'else' = '';
    while (this.position < this.tokens.length && end === '') {
      const token = this.take();
      if (token.kind === 'text') {
        nodes.push({ kind: 'text', value: token.value, at: token.at });
        continue;
      }
      this.skipSpace();
      const word = this.peek();
      const keyword = word.kind === 'identifier' ? word.value : '';
      if (keyword === 'end') {
        this.take();
        this.close();
        end = 'end';
      } else if (keyword === 'else') {
        this.take();
        end = 'else';
      } else {
        const node = this.action(keyword, token.at);
        if (node) nodes.push(node);
      }
    }
    this.depth -= 1;
    this.variables.length = variables;
    return { nodes, end };
  }

  private action(keyword: string, at: number): Node | undefined {
    switch (keyword) {
      case 'if':
      case 'with':
      case 'range':
        this.take();
        return this.control(keyword, at);
      case 'break':
      case 'continue':
        this.take();
        if (this.loops === 0)
          throw this.error(`{{${keyword}}} outside {{range}}`);
        this.close();
        return { kind: keyword, at };
      case 'define':
        this.take();
        this.definition();
        return undefined;
      case 'block':
        return this.block(at);
      case 'template': {
        this.take();
        const name = this.name();
        this.skipSpace();
        const bare = this.peek().kind === 'close';
        if (!bare)
          return {
            kind: 'template',
            name,
            at,
            pipeline: this.pipelineToClose(),
          };
        this.close();
        return { kind: 'template', name, at };
      }
      default:
        return { kind: 'print', pipeline: this.pipelineToClose(), at };
    }
  }

  private control(kind: 'if' | 'with' | 'range', at: number): Node {
    const outer = this.variables.length;
    const pipeline = this.pipelineToClose(kind === 'range');
    if (kind === 'range') this.loops += 1;
    const first = this.list();
    if (kind === 'range') this.loops -= 1;
    let otherwise: Node[] = [];
    let { end } = first;
    if (end === 'else') {
      this.skipSpace();
      const word = this.peek();
      if (
        word.kind === 'identifier' &&
        word.value === kind &&
        kind !== 'range'
      ) {
        this.take();
        otherwise = [this.control(kind, word.at)];
        end = 'end';
      } else {
        this.close();
        const second = this.list();
        otherwise = second.nodes;
        end = second.end;
        if (end === 'else') throw this.error('a second {{else}}');
      }
    }
    if (end !== 'end') throw this.error(`{{${kind}}} has no {{end}}`);
    this.variables.length = outer;
    return { kind, pipeline, body: first.nodes, otherwise, at };
  }

  private definition(): void {
    const name = this.name();
    this.close();
    const outer = { variables: this.variables, loops: this.loops };
    if (this.depth > 1) throw this.error('{{define}} belongs to the top level');
    this.variables = [''];
    this.loops = 0;
    const { nodes, end } = this.list();
    if (end !== 'end') throw this.error('{{define}} has no {{end}}');
    Object.assign(this, outer);
    const isEmpty = nodes.every(
      node => node.kind === 'text' && node.value.trim() === '',
    );
    if (this.defined.has(name)) {
      if (!isEmpty) throw this.error(`template "${name}" is defined twice`);
      return;
    }
    this.defined.set(name, nodes);
  }

  private block(at: number): Node {
    this.take();
    const name = this.name();
    const pipeline = this.pipelineToClose();
    const outer = { variables: this.variables, loops: this.loops };
    this.variables = [''];
    this.loops = 0;
    const { nodes, end } = this.list();
    if (end !== 'end') throw this.error('{{block}} has no {{end}}');
    Object.assign(this, outer);
    this.defined.set(name, nodes);
    return { kind: 'template', name, pipeline, at };
  }

  private name(): string {
    this.skipSpace();
    const token = this.take();
    if (token.kind !== 'string')
      throw this.error('a name in quotes is missing');
    return token.value;
  }

  private pipelineToClose(isRange = false): Pipeline {
    const pipeline = this.pipeline(isRange);
    this.close();
    return pipeline;
  }

  private pipeline(isRange = false): Pipeline {
    this.depth += 1;
    if (this.depth > deepest) throw this.error('it is nested too deeply');
    this.skipSpace();
    const { at } = this.peek();
    const { variables, assigns } = this.declarations(isRange);
    const commands: Command[] = [];
    for (;;) {
      commands.push(this.command(commands.length > 0));
      this.skipSpace();
      if (!this.accept('|')) break;
    }
    if (!assigns) this.variables.push(...variables);
    this.depth -= 1;
    return { at, variables, assigns, commands };
  }

  /** `$a :=`, `$a =`, and in a range `$a, $b :=`. */
  private declarations(isRange: boolean): {
    variables: string[];
    assigns: boolean;
  } {
    const start = this.position;
    const variables: string[] = [];
    while (this.peek().kind === 'variable') {
      variables.push(this.take().value);
      this.skipSpace();
      const symbol = this.peek();
      if (symbol.kind !== 'symbol') break;
      if (symbol.value === ':=' || symbol.value === '=') {
        this.take();
        const assigns = symbol.value === '=';
        if (assigns) variables.forEach(name => this.mustKnow(name));
        return { variables, assigns };
      }
      if (symbol.value !== ',' || !isRange || variables.length > 1) break;
      this.take();
      this.skipSpace();
    }
    this.position = start;
    return { variables: [], assigns: false };
  }

  private command(isPiped: boolean): Command {
    this.skipSpace();
    const { at } = this.peek();
    const operands: Operand[] = [];
    for (;;) {
      const operand = this.operand();
      if (!operand) break;
      operands.push(operand);
      if (!this.skipSpace()) break;
    }
    if (operands.length === 0) throw this.error('a value is missing');
    const [{ kind }] = operands;
    if (isPiped && !['function', 'chain', 'variable'].includes(kind)) {
      throw this.error('a value cannot stand behind a "|"');
    }
    return { at, operands };
  }

  private operand(): Operand | undefined {
    const token = this.peek();
    let operand = this.term(token);
    if (!operand) return undefined;
    const names: string[] = [];
    while (this.peek().kind === 'field' && this.peek().value !== '') {
      names.push(this.take().value);
    }
    if (names.length > 0) {
      const { kind } = operand;
      if (kind === 'literal' || kind === 'float' || kind === 'nil') {
        throw this.error(`"${names[0]}" cannot be looked up in a literal`);
      }
      operand = { kind: 'chain', from: operand, names, at: token.at };
    }
    const next = this.peek();
    const separates =
      next.kind === 'space' || next.kind === 'close' || next.kind === 'symbol';
    if (!separates) throw this.error('a space is missing');
    return operand;
  }

  private term(token: Token): Operand | undefined {
    const { at, value } = token;
    switch (token.kind) {
      case 'field':
        // `.Name` is a chain from the dot; a lone dot is the dot itself.
        if (value === '') this.take();
        return { kind: 'dot', at };
      case 'variable':
        this.take();
        this.mustKnow(value);
        return { kind: 'variable', name: value, at };
      case 'string':
        this.take();
        return { kind: 'literal', value, at };
      case 'character':
        this.take();
        return { kind: 'literal', value: value.codePointAt(0) ?? 0, at };
      case 'number':
        this.take();
        return this.number(value, at);
      case 'identifier':
        this.take();
        if (value === 'true' || value === 'false') {
          return { kind: 'literal', value: value === 'true', at };
        }
        if (value === 'nil') return { kind: 'nil', at };
        if (!functionNames.has(value)) {
          throw this.error(`function "${value}" is not defined`);
        }
        return { kind: 'function', name: value, at };
      case 'symbol':
        if (value !== '(') return undefined;
        this.take();
        return { kind: 'pipeline', pipeline: this.inner(), at };
      default:
        return undefined;
    }
  }

  private inner(): Pipeline {
    const pipeline = this.pipeline();
    this.skipSpace();
    if (!this.accept(')')) throw this.error('a ")" is missing');
    return pipeline;
  }

  private number(value: string, at: number): Operand {
    const digits = value.replaceAll('_', '');
    const sign = digits.startsWith('-') ? -1 : 1;
    const bare = digits.replace(/^[-+]/, '');
    if (/^(0|[1-9][0-9]*|0x[0-9a-f]+|0b[01]+|0o[0-7]+)$/i.test(bare)) {
      const number = sign * Number(bare);
      if (Number.isSafeInteger(number)) {
        return { kind: 'literal', value: number, at };
      }
    } else if (/^([0-9]+\.[0-9]*|\.?[0-9]+)(e[-+]?[0-9]+)?$/i.test(bare)) {
      return { kind: 'float', value: sign * Number(bare), at };
    }
    throw this.error(`"${value}" is no number that can be read here`);
  }

  private mustKnow(name: string): void {
    if (!this.variables.includes(name)) {
      throw this.error(`variable "$${name}" is not defined`);
    }
  }

  private peek(): Token {
    const token = this.tokens[this.position];
    if (!token) throw this.error('it ends too early');
    return token;
  }

  private take(): Token {
    const token = this.peek();
    this.position += 1;
    return token;
  }

  private accept(symbol: string): boolean {
    const token = this.peek();
    if (token.kind !== 'symbol' || token.value !== symbol) return false;
    this.position += 1;
    return true;
  }

  private skipSpace(): boolean {
    const start = this.position;
    while (this.peek().kind === 'space') this.position += 1;
    return this.position > start;
  }

  private close(): void {
    this.skipSpace();
    if (this.take().kind !== 'close') {
      this.position -= 1;
      throw this.error(`"${this.peek().value}" is not expected here`);
    }
  }

  private error(message: string): TemplateError {
    const token = this.tokens[Math.min(this.position, this.tokens.length - 1)];
    return new TemplateError(placed(this.source, token?.at ?? 0, message));
  }
}
