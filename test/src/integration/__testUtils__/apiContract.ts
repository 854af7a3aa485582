import Ajv, { ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';

const documentPath = resolve(
  __dirname,
  '../../../../plugins/external-dns-backend/src/schema/openapi.yaml',
);

interface MediaTypes {
  content?: Record<string, { schema: object }>;
}

interface ApiDocument {
  paths: Record<
    string,
    Record<string, { responses: Record<string, MediaTypes | { $ref: string }> }>
  >;
}

/**
 * The API description, as a judge of answers: status, media type and body must be
 * those that it tells for the request.
 */
export class ApiContract {
  readonly #document: ApiDocument = parse(readFileSync(documentPath, 'utf8'));
  readonly #ajv = new Ajv({ strict: false, allErrors: true });
  readonly #validators = new Map<string, ValidateFunction>();

  constructor() {
    addFormats(this.#ajv);
    this.#ajv.addSchema({ ...this.#document, $id: 'api' });
  }

  /** @throws an error that says where the answer is not as described. */
  check(answer: {
    method: string;
    path: string;
    status: number;
    contentType: string;
    body: unknown;
  }): void {
    const { method, path, status } = answer;
    const asked = `${method.toUpperCase()} ${path}`;
    const template = this.#templateOf(path);
    const operation =
      template && this.#document.paths[template][method.toLowerCase()];
    if (!operation) throw new Error(`${asked} is not described`);
    const key = operation.responses[status] ? `${status}` : 'default';
    if (key === 'default' && status < 400) {
      throw new Error(`${asked} answered ${status}, which is not described`);
    }
    const described = this.#resolved(operation.responses[key]);
    if (!described.content) {
      if (answer.body === undefined) return;
      throw new Error(`${asked} answered ${status} with a body`);
    }
    const media = answer.contentType.split(';')[0];
    const schema = described.content[media]?.schema;
    if (!schema) {
      throw new Error(`${asked} answered ${media}, which is not described`);
    }
    const validate = this.#validatorOf(schema);
    if (!validate(answer.body)) {
      throw new Error(
        `${asked} answered ${status}: ${this.#ajv.errorsText(validate.errors)}`,
      );
    }
  }

  #templateOf(path: string): string | undefined {
    const segments = path.split('?')[0].split('/');
    return Object.keys(this.#document.paths).find(template => {
      const parts = template.split('/');
      return (
        parts.length === segments.length &&
        parts.every((part, at) => part.startsWith('{') || part === segments[at])
      );
    });
  }

  #resolved(response: MediaTypes | { $ref: string }): MediaTypes {
    if (!('$ref' in response)) return response;
    const found = response.$ref
      .slice(2)
      .split('/')
      .reduce<unknown>(
        (value, key) => (value as Record<string, unknown>)[key],
        this.#document,
      );
    return found as MediaTypes;
  }

  /** References of the description are relative to the whole of it. */
  #validatorOf(schema: object): ValidateFunction {
    const text = JSON.stringify(schema).replaceAll('"#/', '"api#/');
    const validate =
      this.#validators.get(text) ?? this.#ajv.compile(JSON.parse(text));
    this.#validators.set(text, validate);
    return validate;
  }
}
