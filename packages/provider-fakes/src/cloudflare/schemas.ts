import Ajv, { ValidateFunction } from 'ajv';

/*
 * What goes over the wire, as the vendor describes it: requests of clients and the
 * fake's own answers are both held against this, so that the fake cannot drift.
 * Written by us after the public description of version 4 of the API; only what is
 * said of the DNS records and zones that we speak about.
 */

const id = { type: 'string', pattern: '^[0-9a-f]{32}$' };
const integer = (minimum: number, maximum: number) => ({
  type: 'integer',
  minimum,
  maximum,
});
const port = integer(0, 65_535);
const text = { type: 'string' };

const dataByType: Record<string, object> = {
  SRV: {
    type: 'object',
    additionalProperties: false,
    required: ['priority', 'weight', 'port', 'target'],
    properties: { priority: port, weight: port, port, target: text },
  },
  CAA: {
    type: 'object',
    additionalProperties: false,
    required: ['flags', 'tag', 'value'],
    properties: { flags: integer(0, 255), tag: text, value: text },
  },
  NAPTR: {
    type: 'object',
    additionalProperties: false,
    required: [
      'order',
      'preference',
      'flags',
      'service',
      'regex',
      'replacement',
    ],
    properties: {
      order: port,
      preference: port,
      flags: text,
      service: text,
      regex: text,
      replacement: text,
    },
  },
  HTTPS: {
    type: 'object',
    additionalProperties: false,
    required: ['priority', 'target', 'value'],
    properties: { priority: port, target: text, value: text },
  },
};

/** Types whose content is one text. */
export const contentTypes = [
  'A',
  'AAAA',
  'CNAME',
  'MX',
  'NS',
  'PTR',
  'TXT',
] as const;

/** Types whose content is made from `data`, and cannot be sent. */
export const dataTypes: readonly string[] = Object.keys(dataByType);

const shared = {
  name: { type: 'string', minLength: 1, maxLength: 255 },
  ttl: integer(1, 86_400),
  proxied: { type: 'boolean' },
  comment: { type: 'string' },
  tags: { type: 'array', items: { type: 'string' } },
  settings: { type: 'object' },
  private_routing: { type: 'boolean' },
};

function recordBody(type: string, extra: object, required: readonly string[]) {
  const value = dataByType[type]
    ? { data: dataByType[type] }
    : {
        content: text,
        ...(type === 'MX' ? { priority: port } : {}),
      };
  return {
    type: 'object',
    additionalProperties: false,
    required: ['type', ...required],
    properties: { type: { const: type }, ...shared, ...value, ...extra },
  };
}

const types = [...contentTypes, ...dataTypes];

const postBody = {
  oneOf: types.map(type =>
    recordBody(type, {}, [
      'name',
      'ttl',
      dataByType[type] ? 'data' : 'content',
      ...(type === 'MX' ? ['priority'] : []),
    ]),
  ),
};

const putBody = {
  oneOf: types.map(type =>
    recordBody(type, { id }, [
      'id',
      'name',
      'ttl',
      dataByType[type] ? 'data' : 'content',
    ]),
  ),
};

const patchBody = {
  oneOf: types.map(type => recordBody(type, { id }, ['id', 'name', 'ttl'])),
};

const batchBody = {
  type: 'object',
  additionalProperties: false,
  properties: {
    deletes: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['id'],
        properties: { id },
      },
    },
    patches: { type: 'array', items: patchBody },
    puts: { type: 'array', items: putBody },
    posts: { type: 'array', items: postBody },
  },
};

const message = {
  type: 'object',
  required: ['code', 'message'],
  properties: { code: integer(1000, 999_999), message: text },
};

function envelope(result: object, paged = false) {
  return {
    type: 'object',
    required: [
      'success',
      'errors',
      'messages',
      'result',
      ...(paged ? ['result_info'] : []),
    ],
    properties: {
      success: { const: true },
      errors: { type: 'array', maxItems: 0 },
      messages: { type: 'array', items: message },
      result,
      result_info: {
        type: 'object',
        required: ['page', 'per_page', 'count', 'total_count', 'total_pages'],
      },
    },
  };
}

const record = {
  type: 'object',
  required: [
    'id',
    'name',
    'type',
    'content',
    'ttl',
    'proxied',
    'proxiable',
    'settings',
    'meta',
    'tags',
    'comment',
    'created_on',
    'modified_on',
  ],
  properties: {
    ...shared,
    id,
    type: text,
    content: text,
    comment: { type: ['string', 'null'] },
    proxiable: { type: 'boolean' },
    created_on: text,
    modified_on: text,
  },
};

const zone = {
  type: 'object',
  required: [
    'id',
    'name',
    'status',
    'type',
    'name_servers',
    'account',
    'plan',
    'owner',
    'meta',
  ],
  properties: {
    id,
    name: text,
    status: { enum: ['initializing', 'pending', 'active', 'moved'] },
    type: { enum: ['full', 'partial', 'secondary', 'internal'] },
    name_servers: { type: 'array', items: text },
  },
};

const region = {
  type: 'object',
  additionalProperties: false,
  required: ['region_key'],
  properties: { region_key: text },
};

const regional = {
  type: 'object',
  additionalProperties: false,
  required: ['hostname', 'region_key'],
  properties: { hostname: text, region_key: text, routing: text },
};

const heldRegional = {
  type: 'object',
  required: ['hostname', 'region_key', 'routing', 'created_on'],
};

const custom = {
  type: 'object',
  additionalProperties: false,
  required: ['hostname', 'ssl'],
  properties: {
    hostname: { type: 'string', maxLength: 255 },
    custom_origin_server: text,
    ssl: {
      type: 'object',
      additionalProperties: false,
      properties: {
        type: { const: 'dv' },
        method: { enum: ['http', 'txt', 'email'] },
        bundle_method: { enum: ['ubiquitous', 'optimal', 'force'] },
        certificate_authority: { enum: ['google', 'ssl_com', 'lets_encrypt'] },
        settings: {
          type: 'object',
          properties: {
            min_tls_version: { enum: ['1.0', '1.1', '1.2', '1.3'] },
          },
        },
      },
    },
  },
};

const heldCustom = { type: 'object', required: ['id', 'hostname', 'ssl'] };

const failure = {
  type: 'object',
  required: ['success', 'errors', 'messages', 'result'],
  properties: {
    success: { const: false },
    errors: { type: 'array', minItems: 1, items: message },
    result: { type: 'null' },
  },
};

const records = { type: 'array', items: record };
const ajv = new Ajv({ allErrors: false, strictTypes: false });

/** Bodies that clients send. */
export const requestSchemas = {
  batch: ajv.compile(batchBody),
  post: ajv.compile(postBody),
  custom: ajv.compile(custom),
  region: ajv.compile(region),
  regional: ajv.compile(regional),
} satisfies Record<string, ValidateFunction>;

/** Answers of the fake. */
export const answerSchemas = {
  zones: ajv.compile(envelope({ type: 'array', items: zone }, true)),
  zone: ajv.compile(envelope(zone)),
  records: ajv.compile(envelope(records, true)),
  record: ajv.compile(envelope(record)),
  deleted: ajv.compile(
    envelope({ type: 'object', required: ['id'], properties: { id } }),
  ),
  batch: ajv.compile(
    envelope({
      type: 'object',
      properties: {
        deletes: { type: ['array', 'null'] },
        patches: { type: ['array', 'null'], items: record },
        puts: { type: ['array', 'null'], items: record },
        posts: { type: ['array', 'null'], items: record },
      },
    }),
  ),
  regionalHostname: ajv.compile(envelope(heldRegional)),
  regionalHostnames: ajv.compile(
    envelope({ type: 'array', items: heldRegional }),
  ),
  customHostname: ajv.compile(envelope(heldCustom)),
  customHostnames: ajv.compile(
    envelope({ type: 'array', items: heldCustom }, true),
  ),
  withoutResult: ajv.compile({ type: 'object' }),
  failure: ajv.compile(failure),
} satisfies Record<string, ValidateFunction>;
