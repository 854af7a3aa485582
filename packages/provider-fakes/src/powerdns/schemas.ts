import Ajv from 'ajv';

/*
 * What goes over the wire between a client and the HTTP API of a PowerDNS
 * authoritative server 4.7, as far as zones and their records are concerned. Written by
 * us after the server's own description and answers. The description asks for `ttl` and
 * `records` in a DELETE as well; the server does not, and neither do we.
 */

/** One element of a PATCH. */
export interface SetPatch {
  name: string;
  type: string;
  changetype: 'REPLACE' | 'DELETE';
  ttl?: number;
  records?: { content: string; disabled?: boolean }[];
  comments?: { content: string; account?: string }[];
}

const text = { type: 'string' };
const count = { type: 'integer', minimum: 0 };

const records = (isAnswer: boolean) => ({
  type: 'array',
  items: {
    type: 'object',
    additionalProperties: false,
    required: isAnswer ? ['content', 'disabled'] : ['content'],
    properties: { content: text, disabled: { type: 'boolean' } },
  },
});

const comments = {
  type: 'array',
  items: {
    type: 'object',
    additionalProperties: false,
    required: ['content'],
    properties: { content: text, account: text, modified_at: count },
  },
};

const zoneProperties = {
  id: text,
  name: { type: 'string', pattern: '\\.$' },
  kind: { enum: ['Native', 'Master', 'Slave', 'Producer', 'Consumer'] },
  url: text,
  account: text,
  serial: count,
};

const replacement = {
  type: 'object',
  additionalProperties: false,
  required: ['name', 'type', 'changetype', 'ttl', 'records'],
  properties: {
    name: text,
    type: text,
    changetype: { const: 'REPLACE' },
    ttl: count,
    records: records(false),
    comments,
  },
};

const deletion = {
  type: 'object',
  additionalProperties: false,
  required: ['name', 'type', 'changetype'],
  properties: { name: text, type: text, changetype: { const: 'DELETE' } },
};

const ajv = new Ajv({ strict: true });

export const validators = {
  patch: ajv.compile<{ rrsets: SetPatch[] }>({
    type: 'object',
    additionalProperties: false,
    required: ['rrsets'],
    properties: {
      rrsets: {
        type: 'array',
        items: { anyOf: [replacement, deletion] },
      },
    },
  }),
  zones: ajv.compile({
    type: 'array',
    items: {
      type: 'object',
      additionalProperties: false,
      required: Object.keys(zoneProperties),
      properties: zoneProperties,
    },
  }),
  zone: ajv.compile({
    type: 'object',
    additionalProperties: false,
    required: [...Object.keys(zoneProperties), 'rrsets'],
    properties: {
      ...zoneProperties,
      rrsets: {
        type: 'array',
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['name', 'type', 'ttl', 'records', 'comments'],
          properties: {
            name: text,
            type: text,
            ttl: count,
            records: records(true),
            comments,
          },
        },
      },
    },
  }),
};
