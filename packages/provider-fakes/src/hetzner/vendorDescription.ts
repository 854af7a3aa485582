import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import { Call } from './messages';

/** A part of an OpenAPI document. */
type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/**
 * The vendor's own description of the API, for whoever has it: it has no licence under
 * which it could be part of this repository. `HETZNER_OPENAPI` names the file; then
 * everything that goes over the wire, in whatever test, is held against it too.
 */
export class VendorDescription {
  readonly #ajv = new Ajv({ strict: false });
  readonly #validators = new Map<string, ReturnType<Ajv['compile']>>();
  readonly #paths: Json;

  constructor(file: string) {
    this.#paths = at(JSON.parse(readFileSync(file, 'utf8')), 'paths');
  }

  /** What the vendor would say against a call and its answer; empty: nothing. */
  objections({ kind, query, status, body, answer }: Call): string[] {
    const [method, path] = kind.split(' ');
    const operation = at(
      this.#paths,
      path
        .replace('{zone}', '{id_or_name}')
        .replace('{name}', '{rr_name}')
        .replace('{type}', '{rr_type}'),
      method.toLowerCase(),
    );
    if (operation === null) return status < 400 ? [`${kind} is not there`] : [];
    const content = ['content', 'application/json', 'schema'] as const;
    const objections: string[] = [];
    if (status < 400) {
      for (const [name, values] of Object.entries(query)) {
        const schema = parameterSchema(operation, name);
        objections.push(
          ...this.#against(
            `${kind}?${name}`,
            schema,
            queryValue(schema, values),
          ),
        );
      }
      if (body !== undefined) {
        const schema = at(operation, 'requestBody', ...content);
        objections.push(...this.#against(`${kind} body`, schema, body));
      }
    }
    if (answer) {
      const code = status < 400 ? `${status}` : `${Math.floor(status / 100)}xx`;
      const schema = at(operation, 'responses', code, ...content);
      objections.push(...this.#against(`${kind} ${code}`, schema, answer));
    }
    return objections;
  }

  #against(what: string, schema: Json, value: unknown): string[] {
    if (schema === null) return [`${what} is not described`];
    let validate = this.#validators.get(what);
    if (!validate) {
      validate = this.#ajv.compile(plain(schema) as object);
      this.#validators.set(what, validate);
    }
    return validate(value)
      ? []
      : [`${what}: ${JSON.stringify(validate.errors)}`];
  }
}

function at(value: Json, ...keys: readonly string[]): Json {
  return keys.reduce<Json>(
    (part, key) =>
      part !== null && typeof part === 'object' && !Array.isArray(part)
        ? part[key] ?? null
        : null,
    value,
  );
}

function parameterSchema(operation: Json, name: string): Json {
  const parameters = at(operation, 'parameters');
  const found = Array.isArray(parameters)
    ? parameters.find(each => at(each, 'name') === name)
    : undefined;
  return at(found ?? null, 'schema');
}

/** Numbers and lists, where the description has such. */
function queryValue(schema: Json, values: readonly string[]): unknown {
  const isList = at(schema, 'type') === 'array';
  const items = isList ? at(schema, 'items') : schema;
  const typed = values.map(value =>
    at(items, 'type') === 'integer' ? Number(value) : value,
  );
  return isList ? typed : typed[0];
}

/** Without what JSON Schema does not have. */
function plain(value: Json): Json {
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== 'object') return value;
  const kept = Object.entries(value).filter(
    ([key]) =>
      !key.startsWith('x-') &&
      !['discriminator', 'example', 'format'].includes(key),
  );
  return Object.fromEntries(kept.map(([key, each]) => [key, plain(each)]));
}
