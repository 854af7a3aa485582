import { Options } from '../options/types';
import { KubeObject } from '../sources/source';
import { TemplateError } from './errors';
import { evaluate } from './evaluator';
import { CallContext } from './functions';
import { ParsedTemplate } from './nodes';
import { parseTemplate } from './parser';
import { MapValue, StructValue, Value } from './values';
import { fieldsOf } from './schema';

/** The templates of the options, ready to run. @internal */
export interface Templates {
  /** Hostnames, sorted, each once. */
  fqdn?: (object: KubeObject) => readonly string[];
  /** Pairs of name and target; what is no pair is left out. */
  fqdnTarget?: (
    object: KubeObject,
  ) => ReadonlyArray<readonly [name: string, target: string]>;
}

/** ExternalDNS's sources: those that `isSource` may name. */
const knownSources: ReadonlySet<string> = new Set([
  'ambassador-host',
  'connector',
  'contour-httpproxy',
  'crd',
  'empty',
  'f5-transportserver',
  'f5-virtualserver',
  'fake',
  'gateway-grpcroute',
  'gateway-httproute',
  'gateway-tcproute',
  'gateway-tlsroute',
  'gateway-udproute',
  'gloo-proxy',
  'ingress',
  'istio-gateway',
  'istio-virtualservice',
  'kong-tcpingress',
  'node',
  'openshift-route',
  'pod',
  'service',
  'skipper-routegroup',
  'traefik-proxy',
  'unstructured',
]);

/**
 * Reads the templates of the options; each list is one template, joined by commas.
 *
 * @throws {@link TemplateError} where one is none, with its place.
 * @internal
 */
export function compileTemplates(options: Options, source = ''): Templates {
  const context = { source, knownSources };
  checkTemplate(options.targetTemplate);
  const fqdn = compile(options.fqdnTemplate, context);
  const fqdnTarget = compile(options.fqdnTargetTemplate, context);
  return {
    fqdn,
    fqdnTarget: fqdnTarget && (object => fqdnTarget(object).flatMap(pairOf)),
  };
}

/**
 * Reads a list of templates for its mistakes only.
 *
 * @throws {@link TemplateError} where one is none, with its place.
 * @public
 */
export function checkTemplate(templates: readonly string[]): void {
  compile(templates, { source: '', knownSources });
}

function compile(
  templates: readonly string[],
  context: CallContext,
): ((object: KubeObject) => string[]) | undefined {
  const source = templates.join(',');
  if (source.trim() === '') return undefined;
  const parsed = parseTemplate(source);
  return object => namesIn(run(parsed, object, context));
}

/**
 * Templates are written against Go's types. One that fails on those is tried once
 * more on the object as JSON has it, so that `.metadata.name` works too.
 */
function run(
  template: ParsedTemplate,
  object: KubeObject,
  context: CallContext,
): string {
  try {
    return evaluate(template, dataOf(object), context);
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    try {
      return evaluate(template, new MapValue(object, 'any', true), context);
    } catch (second) {
      throw second instanceof TemplateError ? error : second;
    }
  }
}

function dataOf(object: KubeObject): Value {
  const kind = typeof object.kind === 'string' ? object.kind : '';
  return fieldsOf(kind)
    ? new StructValue(kind, object)
    : new MapValue(object, 'any', true);
}

function namesIn(output: string): string[] {
  const names = new Set<string>();
  for (const part of output.split(',')) {
    const name = part.trim();
    const bare = name.endsWith('.') ? name.slice(0, -1) : name;
    if (bare !== '') names.add(bare);
  }
  return [...names].sort();
}

function pairOf(pair: string): Array<readonly [string, string]> {
  const colon = pair.indexOf(':');
  if (colon < 0) return [];
  const name = pair.slice(0, colon).trim();
  const target = pair.slice(colon + 1).trim();
  return name === '' || target === '' ? [] : [[name, target]];
}
