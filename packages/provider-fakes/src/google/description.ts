import Ajv, { ErrorObject, ValidateFunction } from 'ajv';
import description from './description.json';
import { invalid, Refusal } from './refusal';

/*
 * What goes over the wire, as the vendor describes it: paths, parameters and bodies
 * of requests, and the fake's own answers, are all held against it.
 */

const ajv = new Ajv({ strict: false });
ajv.addSchema({ $id: 'dns', ...description });

/** A method of the API: `dns.changes.create`. */
export type Operation = keyof typeof description.methods;

interface Method {
  operation: Operation;
  httpMethod: string;
  path: RegExp;
  parameters: string[];
  query: Readonly<Record<string, { type: string; enum?: string[] }>>;
  request?: ValidateFunction;
  response: ValidateFunction;
  scopes: readonly string[];
}

const root = '/dns/v1/projects/';

const methods: readonly Method[] = Object.entries(description.methods).map(
  ([operation, method]) => ({
    operation: operation as Operation,
    httpMethod: method.httpMethod,
    path: new RegExp(
      `^${root}${method.path.replace(/\{[^}]+\}/g, '([^/]+)')}$`,
    ),
    parameters: [...method.path.matchAll(/\{([^}]+)\}/g)].map(
      ([, name]) => name,
    ),
    query: { ...description.commonQuery, ...method.query },
    ...('request' in method && { request: schema(method.request) }),
    response: schema(method.response),
    scopes: method.scopes,
  }),
);

/** A request that the description knows. */
export interface Routed {
  operation: Operation;
  /** Of the path: `project`, `managedZone`, `changeId`. */
  parameters: Readonly<Record<string, string>>;
  scopes: readonly string[];
}

/** Undefined where the API has no such method. */
export function route(httpMethod: string, path: string): Routed | undefined {
  for (const method of methods) {
    const match = httpMethod === method.httpMethod && method.path.exec(path);
    if (!match) continue;
    const values = match.slice(1).map(decodeURIComponent);
    return {
      operation: method.operation,
      parameters: Object.fromEntries(
        method.parameters.map((name, index) => [name, values[index]]),
      ),
      scopes: method.scopes,
    };
  }
  return undefined;
}

/** @throws Refusal where a parameter of the query, or the body, is not as described. */
export function checkRequest(
  operation: Operation,
  query: URLSearchParams,
  body: unknown,
): void {
  const method = methodOf(operation);
  for (const [name, value] of query) {
    const parameter = method.query[name];
    if (!parameter) {
      throw new Refusal(400, {
        reason: 'badRequest',
        message: `Invalid JSON payload received. Unknown name "${name}": Cannot bind query parameter.`,
      });
    }
    const isWrong =
      (parameter.type === 'integer' && !/^-?\d+$/.test(value)) ||
      (parameter.enum && !parameter.enum.includes(value));
    if (isWrong) {
      throw new Refusal(400, invalid(`parameters.${name}`, value));
    }
  }
  if (!method.request) return;
  if (body === undefined) {
    throw new Refusal(400, {
      reason: 'required',
      message: `The 'entity.change' parameter is required but was missing.`,
    });
  }
  if (!method.request(body)) {
    throw new Refusal(400, {
      reason: 'badRequest',
      message: `Invalid JSON payload received. ${told(method.request.errors)}`,
    });
  }
}

/** What is wrong with an answer; undefined where it is as described. */
export function answerDefect(
  operation: Operation,
  answer: unknown,
): string | undefined {
  const { response } = methodOf(operation);
  return response(answer)
    ? undefined
    : `${operation}: ${told(response.errors)}`;
}

function methodOf(operation: Operation): Method {
  const method = methods.find(each => each.operation === operation);
  if (!method) throw new Error(`There is no method ${operation}`);
  return method;
}

function schema(name: string): ValidateFunction {
  const validate = ajv.getSchema(`dns#/schemas/${name}`);
  if (!validate) throw new Error(`There is no schema ${name}`);
  return validate;
}

function told(errors: ErrorObject[] | null | undefined): string {
  const [error] = errors ?? [];
  return `${error?.instancePath ?? ''} ${
    error?.message ?? 'is not as described'
  }`;
}
