import { TemplateError } from './errors';
import { isTrue, printed } from './format';
import { CallContext, callFunction } from './functions';
import { Command, Node, Operand, ParsedTemplate, Pipeline } from './nodes';
import { placed } from './tokens';
import {
  Float,
  ListValue,
  MapValue,
  Nil,
  Opaque,
  StructValue,
  Value,
  WrongType,
} from './values';

/**
 * A template may not do more than this: it comes from configuration, its data from
 * anybody. A text that a function makes counts by its length, or one that is
 * appended to itself would outgrow any number of steps.
 */
const mostSteps = 20_000;
const charactersOfStep = 128;
const mostOutput = 262_144;
const deepestCalls = 50;

interface Variable {
  name: string;
  value: Value;
}

type Ending = 'end' | 'break' | 'continue';

/**
 * Runs a template on a value.
 *
 * @throws {@link TemplateError} with the place in the template that fails.
 * @internal
 */
export function evaluate(
  template: ParsedTemplate,
  data: Value,
  context: CallContext,
): string {
  const run = new Run(template, context);
  run.nodes(template.body, data, [{ name: '', value: data }]);
  return run.output;
}

class Run {
  output = '';
  private steps = 0;
  private calls = 0;

  constructor(
    private readonly template: ParsedTemplate,
    private readonly context: CallContext,
  ) {}

  nodes(nodes: readonly Node[], dot: Value, scope: Variable[]): Ending {
    const outer = scope.length;
    for (const node of nodes) {
      const ending = this.placing(node.at, () => this.node(node, dot, scope));
      if (ending !== 'end') {
        scope.length = outer;
        return ending;
      }
    }
    scope.length = outer;
    return 'end';
  }

  private node(node: Node, dot: Value, scope: Variable[]): Ending {
    this.count();
    switch (node.kind) {
      case 'text':
        this.write(node.value);
        return 'end';
      case 'print': {
        const value = this.pipeline(node.pipeline, dot, scope);
        if (node.pipeline.variables.length === 0) this.write(printed(value));
        return 'end';
      }
      case 'break':
      case 'continue':
        return node.kind;
      case 'template':
        this.call(node, dot, scope);
        return 'end';
      default:
        return this.control(node, dot, scope);
    }
  }

  private control(
    node: Extract<Node, { otherwise: readonly Node[] }>,
    dot: Value,
    scope: Variable[],
  ): Ending {
    const outer = scope.length;
    try {
      if (node.kind === 'range') return this.range(node, dot, scope);
      const value = this.pipeline(node.pipeline, dot, scope);
      if (!isTrue(value)) return this.nodes(node.otherwise, dot, scope);
      return this.nodes(node.body, node.kind === 'with' ? value : dot, scope);
    } finally {
      scope.length = outer;
    }
  }

  private range(
    node: Extract<Node, { otherwise: readonly Node[] }>,
    dot: Value,
    scope: Variable[],
  ): Ending {
    const { variables, assigns } = node.pipeline;
    const plain = { ...node.pipeline, variables: [] };
    const value = this.pipeline(plain, dot, scope);
    let isEmpty = true;
    for (const [key, element] of elementsOf(value)) {
      isEmpty = false;
      this.count();
      const inner = scope.length;
      const values = variables.length === 2 ? [key, element] : [element];
      variables.forEach((name, index) =>
        bind(scope, name, values[index], assigns),
      );
      const ending = this.nodes(node.body, element, scope);
      scope.length = inner;
      if (ending === 'break') break;
    }
    return isEmpty ? this.nodes(node.otherwise, dot, scope) : 'end';
  }

  private call(
    node: Extract<Node, { kind: 'template' }>,
    dot: Value,
    scope: Variable[],
  ): void {
    const body = this.template.defined.get(node.name);
    if (!body) throw new WrongType(`template "${node.name}" is not defined`);
    const data = node.pipeline && this.pipeline(node.pipeline, dot, scope);
    this.calls += 1;
    if (this.calls > deepestCalls) {
      throw new WrongType('templates call each other too deeply');
    }
    this.nodes(body, data, [{ name: '', value: data }]);
    this.calls -= 1;
  }

  private pipeline(pipeline: Pipeline, dot: Value, scope: Variable[]): Value {
    let value: Value;
    for (const [index, command] of pipeline.commands.entries()) {
      const piped = index > 0 ? [value] : [];
      value = this.placing(command.at, () =>
        this.command(command, piped, dot, scope),
      );
    }
    for (const name of pipeline.variables) {
      bind(scope, name, value, pipeline.assigns);
    }
    return value;
  }

  private command(
    { operands }: Command,
    piped: readonly Value[],
    dot: Value,
    scope: Variable[],
  ): Value {
    this.count();
    const [first, ...rest] = operands;
    if (first.kind === 'function') {
      if (first.name === 'and' || first.name === 'or') {
        return this.shortCircuit(first.name === 'or', rest, piped, dot, scope);
      }
      const args = rest.map(each => this.operand(each, dot, scope));
      const made = callFunction(first.name, [...args, ...piped], this.context);
      if (typeof made === 'string') this.count(made.length / charactersOfStep);
      return made;
    }
    if (rest.length > 0 || piped.length > 0) {
      throw new WrongType('a value that is no function cannot take arguments');
    }
    if (first.kind === 'nil') throw new WrongType('nil is no command');
    return this.operand(first, dot, scope);
  }

  /** `and` and `or`: the first value that decides, else the last. */
  private shortCircuit(
    decidesIf: boolean,
    operands: readonly Operand[],
    piped: readonly Value[],
    dot: Value,
    scope: Variable[],
  ): Value {
    let value: Value;
    for (const operand of operands) {
      value = this.operand(operand, dot, scope);
      if (isTrue(value) === decidesIf) return value;
    }
    return piped.length > 0 ? piped[0] : value;
  }

  private operand(operand: Operand, dot: Value, scope: Variable[]): Value {
    this.count();
    switch (operand.kind) {
      case 'literal':
        return operand.value;
      case 'float':
        return new Float(operand.value);
      case 'nil':
        return undefined;
      case 'dot':
        return dot;
      case 'variable':
        return lookUp(scope, operand.name);
      case 'pipeline':
        return this.pipeline(operand.pipeline, dot, scope);
      case 'function':
        return callFunction(operand.name, [], this.context);
      default: {
        let value = this.operand(operand.from, dot, scope);
        for (const name of operand.names) value = fieldOf(value, name);
        return value;
      }
    }
  }

  private write(text: string): void {
    this.output += text;
    if (this.output.length > mostOutput) {
      throw new WrongType('the template makes too much text');
    }
  }

  private count(steps = 1): void {
    this.steps += steps;
    if (this.steps > mostSteps) {
      throw new WrongType('the template takes too many steps');
    }
  }

  /** Says where in the template something fails. */
  private placing<T>(at: number, run: () => T): T {
    try {
      return run();
    } catch (error) {
      if (!(error instanceof WrongType)) throw error;
      throw new TemplateError(placed(this.template.source, at, error.message));
    }
  }
}

const getters: Readonly<Record<string, string>> = {
  GetName: 'Name',
  GetNamespace: 'Namespace',
  GetLabels: 'Labels',
  GetAnnotations: 'Annotations',
  GetUID: 'UID',
  GetGenerateName: 'GenerateName',
};

function fieldOf(value: Value, name: string): Value {
  if (value instanceof MapValue) {
    if (value.has(name)) return value.get(name);
    if (value.isStrict) throw new WrongType(`there is no field .${name}`);
    return undefined;
  }
  if (value instanceof StructValue) {
    const getter = Object.hasOwn(getters, name) ? getters[name] : name;
    const found = value.field(getter);
    if (found) return found.value;
    throw new WrongType(`${value.type} has no field .${name}`);
  }
  if (value instanceof Nil || value === undefined) {
    throw new WrongType(
      `.${name} of nothing: what stands before it is not set`,
    );
  }
  if (value instanceof Opaque) {
    throw new WrongType(`.${name} cannot be read in templates here`);
  }
  throw new WrongType(`.${name} of a plain value`);
}

function* elementsOf(value: Value): Iterable<[Value, Value]> {
  if (value instanceof ListValue) {
    for (let index = 0; index < value.length; index += 1) {
      yield [index, value.at(index)];
    }
  } else if (value instanceof MapValue) {
    for (const key of value.keys()) yield [key, value.get(key)];
  } else if (typeof value === 'number') {
    for (let index = 0; index < value; index += 1) yield [index, index];
  } else if (value !== undefined && !(value instanceof Nil)) {
    throw new WrongType('range takes a list, a map or a number');
  }
}

function bind(
  scope: Variable[],
  name: string,
  value: Value,
  assigns: boolean,
): void {
  const known = assigns && scope.findLast(each => each.name === name);
  if (known) known.value = value;
  else scope.push({ name, value });
}

function lookUp(scope: readonly Variable[], name: string): Value {
  return scope.findLast(each => each.name === name)?.value;
}
