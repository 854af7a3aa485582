import Ajv, { ValidateFunction } from 'ajv';
import privateDnsJson from './privateDns.json';
import publicDnsJson from './publicDns.json';

/*
 * Azure's own descriptions of its two DNS services, as what requests and answers are
 * held against. They say no `additionalProperties`; here what they do not name is wrong,
 * so that nobody relies on something that is not described.
 */

export type Visibility = 'public' | 'private';

/** A parameter of an operation, as the description has it. */
interface Parameter {
  name?: string;
  in?: string;
  required?: boolean;
  type?: string;
  enum?: string[];
  schema?: { $ref: string };
  $ref?: string;
}

interface DescribedOperation {
  operationId: string;
  parameters: Parameter[];
  responses: Record<string, { schema?: { $ref: string } }>;
}

interface Definition {
  allOf?: { $ref: string }[];
  properties?: Record<string, unknown>;
  required?: string[];
}

/** An operation of one of the services. */
export interface Operation {
  /** `RecordSets_Get` and so on. */
  id: string;
  visibility: Visibility;
  method: string;
  path: RegExp;
  parameters: Parameter[];
  /** By status; undefined where an answer has no body. */
  answers: Map<number, ValidateFunction | undefined>;
  body?: ValidateFunction;
}

/** Versions whose record sets have this shape: the described one, and the SDK's. */
export const versions: Readonly<Record<Visibility, readonly string[]>> = {
  public: ['2018-05-01'],
  private: ['2018-09-01', '2024-06-01'],
};

/** All operations that are answered. */
export const operations: readonly Operation[] = [
  ...operationsOf('public', publicDnsJson),
  ...operationsOf('private', privateDnsJson),
];

/** A body of an answer that is no success. */
export const validateFailure: ValidateFunction = new Ajv({
  strict: false,
}).compile({
  type: 'object',
  anyOf: [
    {
      required: ['error'],
      properties: {
        error: {
          type: 'object',
          required: ['code', 'message'],
          properties: { code: { type: 'string' }, message: { type: 'string' } },
        },
      },
      additionalProperties: false,
    },
    {
      required: ['code', 'message'],
      properties: { code: { type: 'string' }, message: { type: 'string' } },
      additionalProperties: false,
    },
  ],
});

/** What is wrong with the query of a request; undefined: nothing. */
export function queryDefect(
  operation: Operation,
  query: URLSearchParams,
): string | undefined {
  const described = operation.parameters.filter(each => each.in === 'query');
  for (const [name, value] of query) {
    // What a nextLink carries is nobody's business.
    if (name === '$skipToken') continue;
    const parameter = described.find(each => each.name === name);
    if (!parameter) return `The query parameter '${name}' is not known.`;
    const isNumber = parameter.type === 'integer';
    if (isNumber && !(/^\d+$/.test(value) && between(Number(value), 1, 1000))) {
      return `Invalid ${name} value: '${value}'. It must be a number between '1' and '1000'.`;
    }
  }
  return undefined;
}

function operationsOf(
  visibility: Visibility,
  json: {
    paths: object;
    parameters: Record<string, Parameter>;
    definitions: object;
  },
): Operation[] {
  const definitions = json.definitions as Record<string, Definition>;
  const ajv = new Ajv({ strict: false });
  ajv.addFormat('int32', {
    type: 'number',
    validate: value => between(value, -(2 ** 31), 2 ** 31 - 1),
  });
  ajv.addFormat('int64', { type: 'number', validate: Number.isSafeInteger });
  for (const name of Object.keys(definitions)) {
    const { properties, required } = whole(definitions[name], definitions);
    ajv.addSchema(
      { type: 'object', properties, required, additionalProperties: false },
      `#/definitions/${name}`,
    );
  }
  const schemaOf = (schema?: { $ref: string }) =>
    schema && ajv.getSchema(schema.$ref);
  const paths = json.paths as Record<
    string,
    Record<string, DescribedOperation>
  >;
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]): Operation => {
      const parameters = described.parameters.map(each =>
        each.$ref ? json.parameters[each.$ref.split('/')[2]] : each,
      );
      const body = parameters.find(each => each.in === 'body');
      return {
        id: described.operationId,
        visibility,
        method: method.toUpperCase(),
        path: patternOf(path, parameters),
        parameters,
        answers: new Map(
          Object.entries(described.responses)
            .filter(([status]) => status !== 'default')
            .map(([status, { schema }]) => [Number(status), schemaOf(schema)]),
        ),
        ...(body && { body: schemaOf(body.schema) }),
      };
    }),
  );
}

/** A definition with what it takes over from others. */
function whole(
  definition: Definition,
  definitions: Record<string, Definition>,
): Required<Pick<Definition, 'properties' | 'required'>> {
  const parts = (definition.allOf ?? []).map(({ $ref }) =>
    whole(definitions[$ref.split('/')[2]], definitions),
  );
  return {
    properties: Object.assign(
      {},
      ...parts.map(part => part.properties),
      definition.properties,
    ),
    required: [
      ...parts.flatMap(part => part.required),
      ...(definition.required ?? []),
    ],
  };
}

/** Segments are compared without regard to case, as Resource Manager does. */
function patternOf(path: string, parameters: readonly Parameter[]): RegExp {
  const segments = path.split('/').map(segment => {
    const name = /^\{(.*)\}$/.exec(segment)?.[1];
    if (!name) return segment.replace(/\./g, '\\.');
    const values = parameters.find(each => each.name === name)?.enum;
    return `(?<${name}>${values ? values.join('|') : '[^/]+'})`;
  });
  return new RegExp(`^${segments.join('/')}$`, 'i');
}

function between(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}
