import { readFileSync } from 'node:fs';
import Ajv, { ValidateFunction } from 'ajv';
import { parse } from 'yaml';

/*
 * The protocol's published description is not in this repository. Where the variable
 * EXTERNAL_DNS_WEBHOOK_OPENAPI names a file that holds it (`api/webhook.yaml` of
 * ExternalDNS), every message is held against it as well.
 */
const { EXTERNAL_DNS_WEBHOOK_OPENAPI: file } = process.env;

/** Of the kinds of messages that the description has. */
export type Described = 'filters' | 'endpoints' | 'changes';

/** What the description says is wrong with a message; nothing where there is none. */
export function describedDefect(
  kind: Described,
  message: unknown,
): string | undefined {
  const validate = validators?.(kind);
  if (!validate || validate(message)) return undefined;
  return `by ${file}: ${JSON.stringify(validate.errors)}`;
}

const validators = file === undefined ? undefined : compiled(file);

function compiled(path: string): (kind: Described) => ValidateFunction {
  const { components } = parse(readFileSync(path, 'utf8'));
  const ajv = new Ajv({
    strict: false,
    formats: { int64: true },
    schemas: [{ $id: 'description', components }],
  });
  return kind =>
    ajv.getSchema(`description#/components/schemas/${kind}`) ??
    ajv.compile({ $ref: `description#/components/schemas/${kind}` });
}
