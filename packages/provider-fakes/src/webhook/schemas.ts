import Ajv from 'ajv';

/*
 * What goes over the wire in ExternalDNS's webhook protocol, version 1. Written by us
 * after its public description and what ExternalDNS itself sends and reads. Requests
 * of clients and the server's own answers are both held against it.
 */

/** An endpoint as it is sent. */
export interface WebhookEndpoint {
  dnsName: string;
  recordType: string;
  targets?: string[];
  setIdentifier?: string;
  recordTTL?: number;
  labels?: Record<string, string>;
  providerSpecific?: { name?: string; value?: string }[];
}

/** The body of a write. */
export interface WebhookChanges {
  create?: WebhookEndpoint[];
  updateOld?: WebhookEndpoint[];
  updateNew?: WebhookEndpoint[];
  delete?: WebhookEndpoint[];
}

const text = { type: 'string' };
const texts = { type: 'array', items: text };

const endpoint = {
  type: 'object',
  additionalProperties: false,
  required: ['dnsName', 'recordType'],
  properties: {
    dnsName: { type: 'string', minLength: 1 },
    recordType: { type: 'string', pattern: '^[A-Z][A-Z0-9]*$' },
    targets: texts,
    setIdentifier: text,
    recordTTL: { type: 'integer', minimum: 0 },
    labels: { type: 'object', additionalProperties: text },
    providerSpecific: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        properties: { name: text, value: text },
      },
    },
  },
};

const endpoints = { type: 'array', items: endpoint };

const lists = {
  type: 'object',
  additionalProperties: false,
  properties: { include: texts, exclude: texts },
};

const expressions = {
  type: 'object',
  additionalProperties: false,
  properties: { regexInclude: text, regexExclude: text },
};

/** The description's spelling, which ExternalDNS itself does not use. */
const described = {
  type: 'object',
  additionalProperties: false,
  required: ['filters'],
  properties: { filters: texts },
};

const ajv = new Ajv({ strict: true, allErrors: false });

export const validators = {
  endpoints: ajv.compile<WebhookEndpoint[]>(endpoints),
  changes: ajv.compile<WebhookChanges>({
    type: 'object',
    additionalProperties: false,
    properties: {
      create: endpoints,
      updateOld: endpoints,
      updateNew: endpoints,
      delete: endpoints,
    },
  }),
  filter: ajv.compile({ anyOf: [lists, expressions, described] }),
};
