import Ajv from 'ajv';

/*
 * What goes over the wire. Requests of clients and the fake's own answers are both
 * held against this, so that the fake cannot drift. Written by us after the public
 * description of version 1 of the API, as far as zones, record sets and actions go:
 * the vendor's file has no licence under which it could stand here.
 */

/** Every type that the API knows. */
export const recordTypes = [
  'A',
  'AAAA',
  'CAA',
  'CNAME',
  'DS',
  'HINFO',
  'HTTPS',
  'MX',
  'NS',
  'PTR',
  'RP',
  'SOA',
  'SRV',
  'SVCB',
  'TLSA',
  'TXT',
] as const;

const id = { type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER };
const text = { type: 'string' };
const time = {
  type: 'string',
  pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$',
};
const seconds = { type: 'integer', minimum: 60, maximum: 2_147_483_647 };
const secondsOrNull = { ...seconds, nullable: true };
const labels = { type: 'object', additionalProperties: text };

/** An object with these keys and no others; `optional` names those that may miss. */
function object(
  properties: Record<string, object>,
  optional: readonly string[] = [],
) {
  return {
    type: 'object',
    additionalProperties: false,
    required: Object.keys(properties).filter(key => !optional.includes(key)),
    properties,
  };
}

function listOf(items: object, limits: object = {}) {
  return { type: 'array', items, ...limits };
}

const record = object({ value: text, comment: text }, ['comment']);
const someRecords = listOf(record, { minItems: 1, maxItems: 50 });
const type = { type: 'string', enum: recordTypes };

/** What a request may say. */
export const requestSchemas = compiled({
  create: object(
    {
      name: { type: 'string', minLength: 1 },
      type,
      ttl: secondsOrNull,
      records: listOf(record, { minItems: 1 }),
      labels,
    },
    ['ttl', 'labels'],
  ),
  setRecords: object({ records: someRecords }),
  addRecords: object({ records: someRecords, ttl: secondsOrNull }, ['ttl']),
  removeRecords: object({ records: someRecords }),
  changeTtl: object({ ttl: secondsOrNull }),
  changeProtection: object({ change: { type: 'boolean' } }),
});

const recordSet = object({
  id: text,
  name: text,
  type,
  ttl: secondsOrNull,
  labels,
  protection: object({ change: { type: 'boolean' } }),
  records: listOf(record, { minItems: 1 }),
  zone: id,
});

const action = object({
  id,
  command: text,
  status: { type: 'string', enum: ['running', 'success', 'error'] },
  started: time,
  finished: { ...time, nullable: true },
  progress: { type: 'integer', minimum: 0, maximum: 100 },
  resources: listOf(object({ id, type: text })),
  error: { ...object({ code: text, message: text }), nullable: true },
});

const zone = object({
  id,
  name: { type: 'string', maxLength: 255 },
  created: time,
  mode: { type: 'string', enum: ['primary', 'secondary'] },
  primary_nameservers: listOf(
    object({ address: text, port: { type: 'integer' } }, ['port']),
  ),
  labels,
  protection: object({ delete: { type: 'boolean' } }),
  ttl: seconds,
  status: { type: 'string', enum: ['ok', 'updating', 'error'] },
  record_count: { type: 'integer', minimum: 0 },
  authoritative_nameservers: object({
    assigned: listOf(text),
    delegated: listOf(text),
    delegation_last_check: { ...time, nullable: true },
    delegation_status: {
      type: 'string',
      enum: [
        'valid',
        'partially-valid',
        'invalid',
        'lame',
        'unregistered',
        'unknown',
      ],
    },
  }),
  registrar: { type: 'string', enum: ['hetzner', 'other', 'unknown'] },
});

const page = { type: 'integer', minimum: 1 };
const pageOrNull = { ...page, nullable: true };
const meta = object({
  pagination: object({
    page,
    per_page: page,
    previous_page: pageOrNull,
    next_page: pageOrNull,
    last_page: pageOrNull,
    total_entries: { type: 'integer', minimum: 0, nullable: true },
  }),
});

/** What the fake may answer. */
export const answerSchemas = compiled({
  zones: object({ zones: listOf(zone), meta }),
  zone: object({ zone }),
  recordSets: object({ rrsets: listOf(recordSet), meta }),
  recordSet: object({ rrset: recordSet }),
  created: object({ rrset: recordSet, action }),
  action: object({ action }),
  actions: object({ actions: listOf(action) }),
  failure: object({
    error: object(
      {
        code: text,
        message: text,
        details: { type: 'object', nullable: true },
      },
      ['details'],
    ),
  }),
});

function compiled<Name extends string>(schemas: Record<Name, object>) {
  const ajv = new Ajv({ allErrors: false, allowUnionTypes: true });
  const validators = Object.entries<object>(schemas).map(
    ([name, schema]) => [name, ajv.compile(schema)] as const,
  );
  return Object.fromEntries(validators) as Record<
    Name,
    ReturnType<typeof ajv.compile>
  >;
}
