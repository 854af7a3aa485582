// Generated from openapi.yaml by "yarn generate:openapi"; edit that file instead.
import { createValidatedOpenApiRouterFromGeneratedEndpointMap } from '@backstage/backend-openapi-utils';
import { EndpointMap } from '../endpoints';

export const spec = {
  openapi: '3.1.0',
  info: {
    title: 'external-dns',
    version: '1',
    description:
      "State of the DNS records that Kubernetes objects ask for, and requests to bring them up to date. Everything that is read comes from the plugin's database, never from a cluster or a DNS service.",
    license: {
      name: 'Apache-2.0',
      url: 'https://www.apache.org/licenses/LICENSE-2.0.html',
    },
    contact: {},
  },
  servers: [{ url: '/' }],
  tags: [
    { name: 'state', description: 'What is known' },
    { name: 'action', description: 'What can be asked for' },
  ],
  paths: {
    '/health': {
      get: {
        operationId: 'getHealth',
        tags: ['state'],
        description:
          'Whether the plugin runs and has synced once. Needs no credentials and tells nothing else.',
        responses: {
          '200': {
            description: 'Ok',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Health' },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/overview': {
      get: {
        operationId: 'getOverview',
        tags: ['state'],
        description: 'The head of the DNS page.',
        responses: {
          '200': {
            description: 'Ok',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Overview' },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/entities/{kind}/{namespace}/{name}': {
      get: {
        operationId: 'getEntity',
        tags: ['state'],
        description:
          'The hostnames of an entity, with records, verdicts, checks and history.',
        parameters: [
          { $ref: '#/components/parameters/kind' },
          { $ref: '#/components/parameters/namespace' },
          { $ref: '#/components/parameters/name' },
        ],
        responses: {
          '200': {
            description: 'Ok',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/EntityDns' },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/entities/{kind}/{namespace}/{name}/health': {
      get: {
        operationId: 'getEntityHealth',
        tags: ['state'],
        description: 'The DNS health of an entity. Carries an ETag.',
        parameters: [
          { $ref: '#/components/parameters/kind' },
          { $ref: '#/components/parameters/namespace' },
          { $ref: '#/components/parameters/name' },
        ],
        responses: {
          '200': {
            description: 'Ok',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/EntityHealth' },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/entities-health': {
      get: {
        operationId: 'listHealth',
        tags: ['state'],
        description:
          'The DNS health of many entities at once, ordered by entity ref: of those that are named, or of every entity that has Kubernetes objects, page by page. Leaves out what the caller cannot see in the catalog, so that a page may be short. Carries an ETag.',
        parameters: [
          {
            name: 'entityRef',
            in: 'query',
            description: 'Repeat it for each entity, at most 500 of them',
            schema: { type: 'array', maxItems: 500, items: { type: 'string' } },
          },
          { $ref: '#/components/parameters/cursor' },
          {
            name: 'limit',
            in: 'query',
            description: 'Entities in a page',
            schema: { type: 'integer', minimum: 1, maximum: 500 },
          },
        ],
        responses: {
          '200': {
            description: 'Ok',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/HealthPage' },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/entities-health/roll-ups': {
      get: {
        operationId: 'listHealthRollUps',
        tags: ['state'],
        description:
          'The worst grade of the entities of each owner, system or domain, with counts, the worst first. An empty ref stands for the entities that belong to none.',
        parameters: [
          {
            name: 'by',
            in: 'query',
            required: true,
            schema: { type: 'string', enum: ['owner', 'system', 'domain'] },
          },
        ],
        responses: {
          '200': {
            description: 'Ok',
            content: {
              'application/json': {
                schema: {
                  type: 'array',
                  items: { $ref: '#/components/schemas/HealthRollUp' },
                },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/entities-health/days': {
      get: {
        operationId: 'listHealthDays',
        tags: ['state'],
        description:
          'How many entities had which grade at the end of each of the last 30 days, the oldest first.',
        responses: {
          '200': {
            description: 'Ok',
            content: {
              'application/json': {
                schema: {
                  type: 'array',
                  items: { $ref: '#/components/schemas/HealthDay' },
                },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/hostnames/{dnsName}': {
      get: {
        operationId: 'getHostname',
        tags: ['state'],
        description: 'One hostname, whoever asks for it.',
        parameters: [{ $ref: '#/components/parameters/dnsName' }],
        responses: {
          '200': {
            description: 'Ok',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Hostname' },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/clusters': {
      get: {
        operationId: 'listClusters',
        tags: ['state'],
        description: 'Clusters with their freshness by source and kind.',
        responses: {
          '200': {
            description: 'Ok',
            content: {
              'application/json': {
                schema: {
                  type: 'array',
                  items: { $ref: '#/components/schemas/Cluster' },
                },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/clusters/{name}/forget': {
      post: {
        operationId: 'forgetCluster',
        tags: ['action'],
        description:
          'Forget what was remembered of a cluster, or of one kind in it, that is gone for good. Its records are deleted by the next sync.',
        parameters: [{ $ref: '#/components/parameters/name' }],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/ForgetRequest' },
            },
          },
        },
        responses: {
          '204': { description: 'Done' },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/delegations': {
      get: {
        operationId: 'listDelegations',
        tags: ['state'],
        description: "k8gb's delegated zones, those with findings first.",
        responses: {
          '200': {
            description: 'Ok',
            content: {
              'application/json': {
                schema: {
                  type: 'array',
                  items: { $ref: '#/components/schemas/Delegation' },
                },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/delegations/{zone}/events': {
      get: {
        operationId: 'listDelegationEvents',
        tags: ['state'],
        description:
          'What happened to the members of a delegated zone, the newest first.',
        parameters: [
          { $ref: '#/components/parameters/delegatedZone' },
          { $ref: '#/components/parameters/cursor' },
          { $ref: '#/components/parameters/limit' },
        ],
        responses: {
          '200': {
            description: 'Ok',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/DelegationEventPage' },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/delegations/{zone}/preview': {
      get: {
        operationId: 'previewDelegationDecision',
        tags: ['state'],
        description:
          'What a decision about a delegated zone would change. 409 where there is nothing to decide.',
        parameters: [
          { $ref: '#/components/parameters/delegatedZone' },
          {
            name: 'kind',
            in: 'query',
            required: true,
            schema: { type: 'string', enum: ['adopt', 'forget', 'remove'] },
          },
          {
            name: 'cluster',
            in: 'query',
            description: 'The member that is given up; for forget only',
            schema: { type: 'string', maxLength: 255 },
          },
        ],
        responses: {
          '200': {
            description: 'Ok',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/DelegationPreview' },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/delegations/{zone}/decisions': {
      post: {
        operationId: 'decideDelegation',
        tags: ['action'],
        description:
          'Decide as previewed. 409 where the zone is not as it was then.',
        parameters: [{ $ref: '#/components/parameters/delegatedZone' }],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/DelegationDecision' },
            },
          },
        },
        responses: {
          '202': { description: 'Ok' },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/delegations/{zone}/checks': {
      post: {
        operationId: 'checkDelegation',
        tags: ['action'],
        description: "Ask the parent's servers and those of the clusters now.",
        parameters: [{ $ref: '#/components/parameters/delegatedZone' }],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/DelegationCheckRequest' },
            },
          },
        },
        responses: {
          '200': {
            description: 'Ok',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Delegation' },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/zones': {
      get: {
        operationId: 'listZones',
        tags: ['state'],
        description: 'Zones of all accounts.',
        responses: {
          '200': {
            description: 'Ok',
            content: {
              'application/json': {
                schema: {
                  type: 'array',
                  items: { $ref: '#/components/schemas/Zone' },
                },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/zones/{name}/export': {
      get: {
        operationId: 'exportZone',
        tags: ['state'],
        description:
          'What the zone holds as it was last read, ownership TXT included, one Endpoint of ExternalDNS a line.',
        parameters: [{ $ref: '#/components/parameters/zoneName' }],
        responses: {
          '200': {
            description: 'Ok',
            content: { 'application/x-ndjson': { schema: { type: 'string' } } },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/records': {
      get: {
        operationId: 'listRecords',
        tags: ['state'],
        description: 'Record sets, by pages.',
        parameters: [
          { $ref: '#/components/parameters/zone' },
          { $ref: '#/components/parameters/search' },
          { $ref: '#/components/parameters/recordType' },
          { $ref: '#/components/parameters/owner' },
          { $ref: '#/components/parameters/ours' },
          { $ref: '#/components/parameters/cursor' },
          { $ref: '#/components/parameters/limit' },
          { $ref: '#/components/parameters/recordOrderBy' },
          { $ref: '#/components/parameters/order' },
        ],
        responses: {
          '200': {
            description: 'Ok',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/RecordPage' },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/verdicts': {
      get: {
        operationId: 'listVerdicts',
        tags: ['state'],
        description: 'What became of each wish, worst first.',
        parameters: [
          { $ref: '#/components/parameters/state' },
          { $ref: '#/components/parameters/cluster' },
          { $ref: '#/components/parameters/search' },
          { $ref: '#/components/parameters/cursor' },
          { $ref: '#/components/parameters/limit' },
        ],
        responses: {
          '200': {
            description: 'Ok',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/VerdictPage' },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/findings': {
      get: {
        operationId: 'listFindings',
        tags: ['state'],
        description: 'What is wrong and belongs to no single wish.',
        responses: {
          '200': {
            description: 'Ok',
            content: {
              'application/json': {
                schema: {
                  type: 'array',
                  items: { $ref: '#/components/schemas/Finding' },
                },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/changes': {
      get: {
        operationId: 'listChanges',
        tags: ['state'],
        description: 'What was written, newest first.',
        parameters: [
          { $ref: '#/components/parameters/zone' },
          { $ref: '#/components/parameters/dnsNameQuery' },
          { $ref: '#/components/parameters/syncId' },
          { $ref: '#/components/parameters/cursor' },
          { $ref: '#/components/parameters/limit' },
        ],
        responses: {
          '200': {
            description: 'Ok',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/ChangePage' },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/syncs': {
      get: {
        operationId: 'listSyncs',
        tags: ['state'],
        description: 'Syncs, newest first.',
        parameters: [
          { $ref: '#/components/parameters/cursor' },
          { $ref: '#/components/parameters/limit' },
        ],
        responses: {
          '200': {
            description: 'Ok',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/SyncPage' },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/resyncs': {
      post: {
        operationId: 'requestResync',
        tags: ['action'],
        description:
          'Forget what was read in the scope, read it again, plan and apply with priority. Joins a running resync of the same scope. Bypasses neither policy nor ownership.',
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/ResyncScope' },
            },
          },
        },
        responses: {
          '202': {
            description: 'Accepted',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Resync' },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/resyncs/{id}': {
      get: {
        operationId: 'getResync',
        tags: ['state'],
        description: 'How far a resync is.',
        parameters: [{ $ref: '#/components/parameters/id' }],
        responses: {
          '200': {
            description: 'Ok',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Resync' },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/checks': {
      post: {
        operationId: 'checkNow',
        tags: ['action'],
        description: "Ask the zones' authoritative servers now.",
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/CheckRequest' },
            },
          },
        },
        responses: {
          '200': {
            description: 'Ok',
            content: {
              'application/json': {
                schema: {
                  type: 'array',
                  items: { $ref: '#/components/schemas/Check' },
                },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
  },
  components: {
    parameters: {
      kind: {
        name: 'kind',
        in: 'path',
        required: true,
        schema: { type: 'string', minLength: 1, maxLength: 255 },
      },
      namespace: {
        name: 'namespace',
        in: 'path',
        required: true,
        schema: { type: 'string', minLength: 1, maxLength: 255 },
      },
      name: {
        name: 'name',
        in: 'path',
        required: true,
        schema: { type: 'string', minLength: 1, maxLength: 255 },
      },
      delegatedZone: {
        name: 'zone',
        in: 'path',
        required: true,
        description: "The delegated zone's name without a trailing dot",
        schema: { type: 'string', minLength: 1, maxLength: 255 },
      },
      zoneName: {
        name: 'name',
        in: 'path',
        required: true,
        description: "The zone's name without a trailing dot",
        schema: { type: 'string', minLength: 1, maxLength: 255 },
      },
      dnsName: {
        name: 'dnsName',
        in: 'path',
        required: true,
        schema: { type: 'string', minLength: 1, maxLength: 255 },
      },
      id: {
        name: 'id',
        in: 'path',
        required: true,
        schema: { type: 'string', minLength: 1, maxLength: 255 },
      },
      zone: {
        name: 'zone',
        in: 'query',
        schema: { type: 'string', minLength: 1, maxLength: 255 },
      },
      syncId: {
        name: 'syncId',
        in: 'query',
        schema: { type: 'string', minLength: 1, maxLength: 255 },
      },
      dnsNameQuery: {
        name: 'dnsName',
        in: 'query',
        schema: { type: 'string', minLength: 1, maxLength: 255 },
      },
      search: {
        name: 'search',
        in: 'query',
        description: 'Part of a name',
        schema: { type: 'string', minLength: 1, maxLength: 255 },
      },
      recordType: {
        name: 'recordType',
        in: 'query',
        schema: { type: 'string', minLength: 1, maxLength: 255 },
      },
      owner: {
        name: 'owner',
        in: 'query',
        description: 'Owner id of the ownership TXT',
        schema: { type: 'string', minLength: 1, maxLength: 255 },
      },
      ours: { name: 'ours', in: 'query', schema: { type: 'boolean' } },
      cluster: {
        name: 'cluster',
        in: 'query',
        schema: { type: 'string', minLength: 1, maxLength: 255 },
      },
      state: {
        name: 'state',
        in: 'query',
        schema: { $ref: '#/components/schemas/HostnameState' },
      },
      cursor: {
        name: 'cursor',
        in: 'query',
        description: 'nextCursor of the page before',
        schema: { type: 'string', maxLength: 2048 },
      },
      limit: {
        name: 'limit',
        in: 'query',
        schema: { type: 'integer', minimum: 1, maximum: 500 },
      },
      recordOrderBy: {
        name: 'orderBy',
        in: 'query',
        schema: {
          type: 'string',
          enum: ['dnsName', 'recordType', 'zone', 'observedAt'],
        },
      },
      order: {
        name: 'order',
        in: 'query',
        schema: { type: 'string', enum: ['asc', 'desc'] },
      },
    },
    responses: {
      ErrorResponse: {
        description: 'An error as Backstage writes it',
        content: {
          'application/json': {
            schema: { $ref: '#/components/schemas/Error' },
          },
        },
      },
    },
    schemas: {
      Health: {
        type: 'object',
        additionalProperties: false,
        properties: {
          status: { type: 'string', enum: ['starting', 'ok'] },
          lastSyncAt: { type: 'string', format: 'date-time' },
        },
        required: ['status'],
      },
      HostnameState: {
        type: 'string',
        enum: [
          'works',
          'updating',
          'waits',
          'blocked',
          'conflict',
          'drifted',
          'foreign',
          'filtered',
          'unknown',
        ],
      },
      ObjectRef: {
        type: 'object',
        additionalProperties: false,
        properties: {
          cluster: { type: 'string' },
          kind: { type: 'string' },
          namespace: { type: 'string' },
          name: { type: 'string' },
        },
        required: ['cluster', 'kind', 'namespace', 'name'],
      },
      Verdict: {
        type: 'object',
        additionalProperties: false,
        properties: {
          dnsName: { type: 'string' },
          recordType: { type: 'string' },
          setIdentifier: { type: 'string' },
          origin: { $ref: '#/components/schemas/ObjectRef' },
          reason: { type: 'string' },
          sentence: { type: 'string' },
          fix: { type: 'string' },
        },
        required: [
          'dnsName',
          'recordType',
          'setIdentifier',
          'origin',
          'reason',
          'sentence',
          'fix',
        ],
      },
      VerdictRow: {
        type: 'object',
        additionalProperties: false,
        properties: {
          dnsName: { type: 'string' },
          recordType: { type: 'string' },
          setIdentifier: { type: 'string' },
          origin: { $ref: '#/components/schemas/ObjectRef' },
          reason: { type: 'string' },
          sentence: { type: 'string' },
          fix: { type: 'string' },
          state: { $ref: '#/components/schemas/HostnameState' },
          entityRefs: { type: 'array', items: { type: 'string' } },
        },
        required: [
          'dnsName',
          'recordType',
          'setIdentifier',
          'origin',
          'reason',
          'sentence',
          'fix',
          'state',
          'entityRefs',
        ],
      },
      VerdictPage: {
        type: 'object',
        additionalProperties: false,
        properties: {
          items: {
            type: 'array',
            items: { $ref: '#/components/schemas/VerdictRow' },
          },
          nextCursor: { type: 'string' },
          totalItems: { type: 'integer', minimum: 0 },
        },
        required: ['items'],
      },
      Finding: {
        type: 'object',
        additionalProperties: false,
        properties: {
          id: { type: 'string' },
          subject: { type: 'string' },
          severity: { type: 'string', enum: ['info', 'warning', 'error'] },
          sentence: { type: 'string' },
          fix: { type: 'string' },
        },
        required: ['id', 'subject', 'severity', 'sentence', 'fix'],
      },
      OwnershipTxt: {
        type: 'object',
        additionalProperties: false,
        properties: { name: { type: 'string' }, value: { type: 'string' } },
        required: ['name', 'value'],
      },
      Check: {
        type: 'object',
        additionalProperties: false,
        properties: {
          dnsName: { type: 'string' },
          recordType: { type: 'string' },
          outcome: {
            type: 'string',
            enum: ['matches', 'differs', 'absent', 'unknown'],
          },
          checkedAt: { type: 'string', format: 'date-time' },
          servers: {
            type: 'array',
            items: {
              type: 'object',
              additionalProperties: false,
              properties: {
                server: { type: 'string' },
                answer: { type: 'array', items: { type: 'string' } },
                error: { type: 'string' },
                milliseconds: { type: 'integer', minimum: 0 },
              },
              required: ['server', 'answer', 'milliseconds'],
            },
          },
        },
        required: ['dnsName', 'recordType', 'outcome', 'checkedAt', 'servers'],
      },
      Record: {
        type: 'object',
        additionalProperties: false,
        properties: {
          zone: { type: 'string' },
          provider: { type: 'string' },
          dnsName: { type: 'string' },
          recordType: { type: 'string' },
          setIdentifier: { type: 'string' },
          targets: { type: 'array', items: { type: 'string' } },
          ttl: { type: 'integer', minimum: 0 },
          owner: { type: 'string' },
          ours: { type: 'boolean' },
          resource: { type: 'string' },
          txt: {
            type: 'array',
            items: { $ref: '#/components/schemas/OwnershipTxt' },
          },
          observedAt: { type: 'string', format: 'date-time' },
          check: { $ref: '#/components/schemas/Check' },
          entityRefs: { type: 'array', items: { type: 'string' } },
        },
        required: [
          'zone',
          'provider',
          'dnsName',
          'recordType',
          'setIdentifier',
          'targets',
          'ours',
          'txt',
          'observedAt',
          'entityRefs',
        ],
      },
      HealthFacts: {
        type: 'object',
        description:
          'What each fact means is told in docs/health.md; one that does not apply is left out.',
        additionalProperties: false,
        properties: {
          hostnamesDesired: { type: 'integer', minimum: 0 },
          hostnamesPublished: { type: 'integer', minimum: 0 },
          hostnamesAnswering: { type: 'integer', minimum: 0 },
          driftedRecords: { type: 'integer', minimum: 0 },
          foreignOwnerConflicts: { type: 'integer', minimum: 0 },
          ownershipTxtMissing: { type: 'integer', minimum: 0 },
          blockedHostnames: { type: 'integer', minimum: 0 },
          staleClusters: { type: 'integer', minimum: 0 },
          coverageRatio: { type: 'number', minimum: 0, maximum: 1 },
          delegationHealthy: { type: 'boolean' },
          nsGlueMatches: { type: 'boolean' },
          lowestTtl: { type: 'integer', minimum: 0 },
          highestTtl: { type: 'integer', minimum: 0 },
          lastReconciledAt: { type: 'string', format: 'date-time' },
        },
        required: [
          'hostnamesDesired',
          'hostnamesPublished',
          'hostnamesAnswering',
          'driftedRecords',
          'foreignOwnerConflicts',
          'ownershipTxtMissing',
          'blockedHostnames',
          'staleClusters',
        ],
      },
      HealthReason: {
        type: 'object',
        additionalProperties: false,
        properties: {
          rule: {
            type: 'string',
            description: 'Id of the rule in docs/health.md',
          },
          severity: { type: 'string', enum: ['broken', 'degraded', 'unknown'] },
          hostname: { type: 'string' },
          sentence: { type: 'string' },
          fix: { type: 'string' },
        },
        required: ['rule', 'severity', 'sentence', 'fix'],
      },
      EntityHealth: {
        type: 'object',
        additionalProperties: false,
        properties: {
          entityRef: { type: 'string' },
          grade: {
            type: 'string',
            enum: ['broken', 'degraded', 'unknown', 'healthy'],
          },
          reasons: {
            type: 'array',
            items: { $ref: '#/components/schemas/HealthReason' },
          },
          facts: { $ref: '#/components/schemas/HealthFacts' },
        },
        required: ['entityRef', 'grade', 'reasons', 'facts'],
      },
      HealthRow: {
        type: 'object',
        additionalProperties: false,
        properties: {
          entityRef: { type: 'string' },
          grade: {
            type: 'string',
            enum: ['broken', 'degraded', 'unknown', 'healthy'],
          },
          reasons: {
            type: 'array',
            items: { $ref: '#/components/schemas/HealthReason' },
          },
          facts: { $ref: '#/components/schemas/HealthFacts' },
          title: { type: 'string' },
          owner: { type: 'string' },
          system: { type: 'string' },
          domain: { type: 'string' },
        },
        required: ['entityRef', 'grade', 'reasons', 'facts'],
      },
      HealthPage: {
        type: 'object',
        additionalProperties: false,
        properties: {
          items: {
            type: 'array',
            items: { $ref: '#/components/schemas/HealthRow' },
          },
          nextCursor: { type: 'string' },
        },
        required: ['items'],
      },
      HealthRollUp: {
        type: 'object',
        additionalProperties: false,
        properties: {
          ref: { type: 'string' },
          grade: {
            type: 'string',
            enum: ['broken', 'degraded', 'unknown', 'healthy'],
          },
          counts: {
            type: 'object',
            additionalProperties: false,
            properties: {
              broken: { type: 'integer', minimum: 0 },
              degraded: { type: 'integer', minimum: 0 },
              unknown: { type: 'integer', minimum: 0 },
              healthy: { type: 'integer', minimum: 0 },
            },
            required: ['broken', 'degraded', 'unknown', 'healthy'],
          },
        },
        required: ['ref', 'grade', 'counts'],
      },
      HealthDay: {
        type: 'object',
        additionalProperties: false,
        properties: {
          day: { type: 'string', format: 'date' },
          counts: {
            type: 'object',
            additionalProperties: false,
            properties: {
              broken: { type: 'integer', minimum: 0 },
              degraded: { type: 'integer', minimum: 0 },
              unknown: { type: 'integer', minimum: 0 },
              healthy: { type: 'integer', minimum: 0 },
            },
            required: ['broken', 'degraded', 'unknown', 'healthy'],
          },
        },
        required: ['day', 'counts'],
      },
      RecordPage: {
        type: 'object',
        additionalProperties: false,
        properties: {
          items: {
            type: 'array',
            items: { $ref: '#/components/schemas/Record' },
          },
          nextCursor: { type: 'string' },
          totalItems: { type: 'integer', minimum: 0 },
        },
        required: ['items'],
      },
      ChainLink: {
        type: 'object',
        additionalProperties: false,
        properties: {
          id: {
            type: 'string',
            enum: [
              'object',
              'gateway',
              'address',
              'record',
              'ownership',
              'answer',
            ],
          },
          status: {
            type: 'string',
            enum: ['ok', 'broken', 'waiting', 'unknown'],
          },
          title: { type: 'string' },
          values: { type: 'array', items: { type: 'string' } },
          sentence: { type: 'string' },
          fix: { type: 'string' },
        },
        required: ['id', 'status', 'title', 'values'],
      },
      Hostname: {
        type: 'object',
        additionalProperties: false,
        properties: {
          dnsName: { type: 'string' },
          state: { $ref: '#/components/schemas/HostnameState' },
          sentence: { type: 'string' },
          fix: { type: 'string' },
          zone: { type: 'string' },
          records: {
            type: 'array',
            items: { $ref: '#/components/schemas/Record' },
          },
          verdicts: {
            type: 'array',
            items: { $ref: '#/components/schemas/Verdict' },
          },
          branches: {
            type: 'array',
            items: {
              type: 'object',
              additionalProperties: false,
              properties: {
                origin: { $ref: '#/components/schemas/ObjectRef' },
                links: {
                  type: 'array',
                  items: { $ref: '#/components/schemas/ChainLink' },
                },
              },
              required: ['origin', 'links'],
            },
          },
          dig: {
            type: 'array',
            items: {
              type: 'object',
              additionalProperties: false,
              properties: {
                server: { type: 'string' },
                port: { type: 'integer', minimum: 0 },
                command: { type: 'string' },
              },
              required: ['server', 'port', 'command'],
            },
          },
        },
        required: [
          'dnsName',
          'state',
          'sentence',
          'records',
          'verdicts',
          'branches',
        ],
      },
      Origin: {
        type: 'object',
        additionalProperties: false,
        properties: {
          cluster: { type: 'string' },
          kind: { type: 'string' },
          namespace: { type: 'string' },
          name: { type: 'string' },
          uid: { type: 'string' },
          creationTimestamp: { type: 'string' },
        },
        required: ['cluster', 'kind', 'namespace', 'name'],
      },
      DelegationMember: {
        type: 'object',
        description:
          "One cluster's part in a delegated zone; null is not known.",
        additionalProperties: false,
        properties: {
          cluster: { type: 'string' },
          geoTag: { type: ['string', 'null'] },
          nsName: { type: ['string', 'null'] },
          glue: { type: 'array', items: { type: 'string' } },
          standingGlue: { type: ['array', 'null'], items: { type: 'string' } },
          state: {
            type: 'string',
            enum: [
              'waiting',
              'joining',
              'joined',
              'leaving',
              'stuck',
              'unreachable',
            ],
          },
          sentence: { type: 'string' },
          origin: { $ref: '#/components/schemas/Origin' },
          manager: {
            type: 'string',
            enum: ['external-dns', 'infoblox', 'nobody', 'unknown'],
          },
          doFinalize: { type: 'boolean' },
          leavingSince: { type: ['string', 'null'] },
          withdrawnSince: { type: ['string', 'null'] },
          glueUntil: { type: ['string', 'null'] },
          peerTags: { type: 'array', items: { type: 'string' } },
          requested: {
            type: ['array', 'null'],
            items: { type: 'string' },
            description: 'The NS set that its delegation DNSEndpoint asks for',
          },
          isServed: { type: ['boolean', 'null'] },
        },
        required: [
          'cluster',
          'geoTag',
          'nsName',
          'glue',
          'standingGlue',
          'state',
          'sentence',
          'origin',
          'manager',
          'doFinalize',
          'leavingSince',
          'withdrawnSince',
          'glueUntil',
          'peerTags',
          'isServed',
        ],
      },
      GslbReference: {
        type: 'object',
        additionalProperties: false,
        properties: {
          kind: { type: 'string' },
          namespace: { type: 'string' },
          name: { type: 'string' },
          exists: { type: ['boolean', 'null'] },
        },
        required: ['kind', 'namespace', 'name', 'exists'],
      },
      GslbStrategy: {
        type: 'object',
        additionalProperties: false,
        properties: {
          type: {
            type: 'string',
            enum: ['roundRobin', 'failover', 'geoip', 'unknown'],
          },
          primaryGeoTag: { type: 'string' },
          weights: { type: 'object', additionalProperties: { type: 'number' } },
          ttl: { type: 'integer' },
        },
        required: ['type', 'primaryGeoTag', 'weights', 'ttl'],
      },
      GslbHostMember: {
        type: 'object',
        additionalProperties: false,
        properties: {
          cluster: { type: 'string' },
          geoTag: { type: ['string', 'null'] },
          nsName: { type: ['string', 'null'] },
          origin: {
            oneOf: [{ $ref: '#/components/schemas/Origin' }, { type: 'null' }],
          },
          label: { type: 'string' },
          reference: {
            oneOf: [
              { $ref: '#/components/schemas/GslbReference' },
              { type: 'null' },
            ],
          },
          strategy: {
            oneOf: [
              { $ref: '#/components/schemas/GslbStrategy' },
              { type: 'null' },
            ],
          },
          health: {
            type: ['string', 'null'],
            enum: ['Healthy', 'Unhealthy', 'NotFound', 'unknown', null],
          },
          targets: { type: 'array', items: { type: 'string' } },
          expected: { type: ['array', 'null'], items: { type: 'string' } },
          reported: { type: ['array', 'null'], items: { type: 'string' } },
          answered: { type: ['array', 'null'], items: { type: 'string' } },
        },
        required: [
          'cluster',
          'geoTag',
          'nsName',
          'origin',
          'label',
          'reference',
          'strategy',
          'health',
          'targets',
          'expected',
          'reported',
          'answered',
        ],
      },
      GslbHost: {
        type: 'object',
        additionalProperties: false,
        properties: {
          host: { type: 'string' },
          zone: { type: 'string' },
          strategy: { $ref: '#/components/schemas/GslbStrategy' },
          clusters: {
            type: 'array',
            items: { $ref: '#/components/schemas/GslbHostMember' },
          },
        },
        required: ['host', 'zone', 'strategy', 'clusters'],
      },
      StandingDelegation: {
        type: 'object',
        additionalProperties: false,
        properties: {
          nsNames: { type: 'array', items: { type: 'string' } },
          ttl: { type: ['integer', 'null'] },
          ownership: { type: 'string', enum: ['ours', 'foreign', 'none'] },
          owner: { type: ['string', 'null'] },
        },
        required: ['nsNames', 'ttl', 'ownership', 'owner'],
      },
      ObservedServer: {
        type: 'object',
        additionalProperties: false,
        properties: {
          nsName: { type: 'string' },
          address: { type: 'string' },
          answer: {
            type: 'string',
            enum: ['answers', 'refused', 'failing', 'silent'],
          },
          overTcp: {
            type: 'string',
            enum: ['answers', 'refused', 'failing', 'silent'],
          },
        },
        required: ['nsName', 'address', 'answer'],
      },
      ObservedHost: {
        type: 'object',
        additionalProperties: false,
        properties: {
          host: { type: 'string' },
          nsName: { type: 'string' },
          answer: { type: ['array', 'null'], items: { type: 'string' } },
          localTargets: { type: ['array', 'null'], items: { type: 'string' } },
        },
        required: ['host', 'nsName', 'answer'],
      },
      ObservedDelegation: {
        type: 'object',
        description:
          'What was seen of a delegation over DNS; null is not known.',
        additionalProperties: false,
        properties: {
          zone: { type: 'string' },
          at: { type: 'string', format: 'date-time' },
          nsNames: { type: ['array', 'null'], items: { type: 'string' } },
          nsTtl: { type: ['integer', 'null'] },
          glue: {
            type: 'object',
            additionalProperties: {
              type: ['array', 'null'],
              items: { type: 'string' },
            },
          },
          servers: {
            type: 'array',
            items: { $ref: '#/components/schemas/ObservedServer' },
          },
          hasDs: { type: ['boolean', 'null'] },
          answersBelow: { type: ['boolean', 'null'] },
          hosts: {
            type: 'array',
            items: { $ref: '#/components/schemas/ObservedHost' },
          },
          obstacles: {
            type: 'array',
            items: { type: 'string' },
            description: 'Why something is not known',
          },
        },
        required: [
          'zone',
          'at',
          'nsNames',
          'nsTtl',
          'glue',
          'servers',
          'hasDs',
          'answersBelow',
          'hosts',
        ],
      },
      Delegation: {
        type: 'object',
        description: 'A delegated zone of k8gb as the last plan left it.',
        additionalProperties: false,
        properties: {
          zone: { type: 'string' },
          parent: { type: 'string' },
          heldIn: { type: ['string', 'null'] },
          mode: { type: 'string', enum: ['own', 'observe', 'off'] },
          manager: {
            type: 'string',
            enum: ['external-dns', 'infoblox', 'nobody', 'unknown'],
          },
          blockedBy: { type: ['string', 'null'] },
          nsNames: { type: 'array', items: { type: 'string' } },
          ttl: { type: 'integer' },
          standing: {
            oneOf: [
              { $ref: '#/components/schemas/StandingDelegation' },
              { type: 'null' },
            ],
          },
          standingSince: {
            type: ['string', 'null'],
            description:
              'Since when the NS set is seen to stand as it does; null for ever',
          },
          members: {
            type: 'array',
            items: { $ref: '#/components/schemas/DelegationMember' },
          },
          hosts: {
            type: 'array',
            items: { $ref: '#/components/schemas/GslbHost' },
          },
          observed: {
            oneOf: [
              { $ref: '#/components/schemas/ObservedDelegation' },
              { type: 'null' },
            ],
          },
          findings: {
            type: 'array',
            items: { $ref: '#/components/schemas/Finding' },
          },
          provider: { type: 'string' },
          plannedAt: { type: 'string', format: 'date-time' },
        },
        required: [
          'zone',
          'parent',
          'heldIn',
          'mode',
          'manager',
          'blockedBy',
          'nsNames',
          'ttl',
          'standing',
          'members',
          'hosts',
          'observed',
          'findings',
          'plannedAt',
        ],
      },
      EntityDelegation: {
        type: 'object',
        description: 'A delegated zone, with the hosts of one entity.',
        additionalProperties: false,
        properties: {
          zone: { type: 'string' },
          parent: { type: 'string' },
          heldIn: { type: ['string', 'null'] },
          mode: { type: 'string', enum: ['own', 'observe', 'off'] },
          manager: {
            type: 'string',
            enum: ['external-dns', 'infoblox', 'nobody', 'unknown'],
          },
          blockedBy: { type: ['string', 'null'] },
          nsNames: { type: 'array', items: { type: 'string' } },
          ttl: { type: 'integer' },
          standing: {
            oneOf: [
              { $ref: '#/components/schemas/StandingDelegation' },
              { type: 'null' },
            ],
          },
          standingSince: {
            type: ['string', 'null'],
            description:
              'Since when the NS set is seen to stand as it does; null for ever',
          },
          members: {
            type: 'array',
            items: { $ref: '#/components/schemas/DelegationMember' },
          },
          hosts: {
            type: 'array',
            items: { $ref: '#/components/schemas/GslbHost' },
          },
          observed: {
            oneOf: [
              { $ref: '#/components/schemas/ObservedDelegation' },
              { type: 'null' },
            ],
          },
          findings: {
            type: 'array',
            items: { $ref: '#/components/schemas/Finding' },
          },
          provider: { type: 'string' },
          plannedAt: { type: 'string', format: 'date-time' },
          dig: {
            type: 'array',
            items: { $ref: '#/components/schemas/DigCommand' },
          },
        },
        required: [
          'zone',
          'parent',
          'heldIn',
          'mode',
          'manager',
          'blockedBy',
          'nsNames',
          'ttl',
          'standing',
          'members',
          'hosts',
          'observed',
          'findings',
          'plannedAt',
          'dig',
        ],
      },
      DigCommand: {
        type: 'object',
        additionalProperties: false,
        properties: { title: { type: 'string' }, command: { type: 'string' } },
        required: ['title', 'command'],
      },
      DelegationEvent: {
        type: 'object',
        additionalProperties: false,
        properties: {
          id: { type: 'string' },
          at: { type: 'string', format: 'date-time' },
          zone: { type: 'string' },
          cluster: { type: 'string' },
          from: {
            type: 'string',
            enum: [
              'waiting',
              'joining',
              'joined',
              'leaving',
              'stuck',
              'unreachable',
              'gone',
            ],
          },
          to: {
            type: 'string',
            enum: [
              'waiting',
              'joining',
              'joined',
              'leaving',
              'stuck',
              'unreachable',
              'gone',
            ],
          },
          sentence: { type: 'string' },
        },
        required: ['id', 'at', 'zone', 'cluster', 'from', 'to', 'sentence'],
      },
      DelegationEventPage: {
        type: 'object',
        additionalProperties: false,
        properties: {
          items: {
            type: 'array',
            items: { $ref: '#/components/schemas/DelegationEvent' },
          },
          nextCursor: { type: 'string' },
          totalItems: { type: 'integer' },
        },
        required: ['items'],
      },
      DelegationChange: {
        type: 'object',
        additionalProperties: false,
        properties: {
          action: { type: 'string', enum: ['create', 'update', 'delete'] },
          dnsName: { type: 'string' },
          recordType: { type: 'string' },
          before: { type: 'array', items: { type: 'string' } },
          after: { type: 'array', items: { type: 'string' } },
        },
        required: ['action', 'dnsName', 'recordType'],
      },
      DelegationPreview: {
        type: 'object',
        additionalProperties: false,
        properties: {
          digest: { type: 'string' },
          changes: {
            type: 'array',
            items: { $ref: '#/components/schemas/DelegationChange' },
          },
          sentence: { type: 'string' },
        },
        required: ['digest', 'changes', 'sentence'],
      },
      DelegationDecision: {
        type: 'object',
        additionalProperties: false,
        properties: {
          kind: { type: 'string', enum: ['adopt', 'forget', 'remove'] },
          cluster: {
            type: 'string',
            maxLength: 255,
            description: 'The member that is given up; for forget only',
          },
          digest: {
            type: 'string',
            maxLength: 64,
            description: 'That of the preview',
          },
        },
        required: ['kind', 'digest'],
      },
      DelegationCheckRequest: {
        type: 'object',
        additionalProperties: false,
        properties: {
          entityRef: {
            type: 'string',
            maxLength: 1024,
            description:
              'Whose hostnames the zone answers for; needed unless the caller is an admin',
          },
        },
      },
      EntityDns: {
        type: 'object',
        additionalProperties: false,
        properties: {
          entityRef: { type: 'string' },
          hostnames: {
            type: 'array',
            items: { $ref: '#/components/schemas/Hostname' },
          },
          objectsLookedAt: {
            type: 'array',
            items: { $ref: '#/components/schemas/ObjectRef' },
          },
          staleClusters: {
            type: 'array',
            items: { $ref: '#/components/schemas/Cluster' },
          },
          lastSync: { $ref: '#/components/schemas/Sync' },
          history: {
            type: 'array',
            items: { $ref: '#/components/schemas/Change' },
          },
          delegations: {
            type: 'array',
            items: { $ref: '#/components/schemas/EntityDelegation' },
          },
        },
        required: [
          'entityRef',
          'hostnames',
          'objectsLookedAt',
          'staleClusters',
          'history',
        ],
      },
      SourceFreshness: {
        type: 'object',
        additionalProperties: false,
        properties: {
          source: { type: 'string' },
          state: { type: 'string', enum: ['fresh', 'stale', 'unread'] },
          since: { type: 'string', format: 'date-time' },
          sentence: { type: 'string' },
          kinds: {
            type: 'array',
            items: {
              type: 'object',
              additionalProperties: false,
              properties: {
                kind: { type: 'string' },
                state: {
                  type: 'string',
                  enum: ['live', 'absent', 'listing', 'failed'],
                },
                objects: { type: 'integer', minimum: 0 },
                sentence: { type: 'string' },
              },
              required: ['kind', 'state', 'objects'],
            },
          },
        },
        required: ['source', 'state', 'since', 'kinds'],
      },
      Cluster: {
        type: 'object',
        additionalProperties: false,
        properties: {
          name: { type: 'string' },
          title: { type: 'string' },
          authProvider: { type: 'string' },
          state: {
            type: 'string',
            enum: ['fresh', 'stale', 'unread', 'unsupported', 'gone'],
          },
          since: { type: 'string', format: 'date-time' },
          sentence: { type: 'string' },
          sources: {
            type: 'array',
            items: { $ref: '#/components/schemas/SourceFreshness' },
          },
        },
        required: ['name', 'state', 'since', 'sources'],
      },
      Zone: {
        type: 'object',
        additionalProperties: false,
        properties: {
          name: { type: 'string' },
          id: { type: 'string' },
          provider: { type: 'string' },
          account: { type: 'string' },
          visibility: { type: 'string', enum: ['public', 'private'] },
          nameServers: { type: 'array', items: { type: 'string' } },
          state: {
            type: 'string',
            enum: ['in-sync', 'pending', 'failed', 'ambiguous', 'unread'],
          },
          sentence: { type: 'string' },
          recordCount: { type: 'integer', minimum: 0 },
          ownedCount: { type: 'integer', minimum: 0 },
          pendingChanges: { type: 'integer', minimum: 0 },
          lastReadAt: { type: 'string', format: 'date-time' },
          lastSyncAt: { type: 'string', format: 'date-time' },
        },
        required: [
          'name',
          'id',
          'provider',
          'account',
          'visibility',
          'nameServers',
          'state',
          'recordCount',
          'ownedCount',
          'pendingChanges',
        ],
      },
      Values: {
        type: 'object',
        additionalProperties: false,
        properties: {
          targets: { type: 'array', items: { type: 'string' } },
          ttl: { type: 'integer', minimum: 0 },
        },
        required: ['targets'],
      },
      Change: {
        type: 'object',
        additionalProperties: false,
        properties: {
          id: { type: 'string' },
          syncId: { type: 'string' },
          at: { type: 'string', format: 'date-time' },
          zone: { type: 'string' },
          dnsName: { type: 'string' },
          recordType: { type: 'string' },
          setIdentifier: { type: 'string' },
          role: { type: 'string', enum: ['record', 'ownership'] },
          action: { type: 'string', enum: ['create', 'update', 'delete'] },
          before: { $ref: '#/components/schemas/Values' },
          after: { $ref: '#/components/schemas/Values' },
          outcome: {
            type: 'string',
            enum: ['done', 'rejected', 'unknown', 'planned'],
          },
          message: { type: 'string' },
          origins: {
            type: 'array',
            items: { $ref: '#/components/schemas/ObjectRef' },
          },
        },
        required: [
          'id',
          'syncId',
          'at',
          'zone',
          'dnsName',
          'recordType',
          'setIdentifier',
          'role',
          'action',
          'outcome',
          'origins',
        ],
      },
      ChangePage: {
        type: 'object',
        additionalProperties: false,
        properties: {
          items: {
            type: 'array',
            items: { $ref: '#/components/schemas/Change' },
          },
          nextCursor: { type: 'string' },
          totalItems: { type: 'integer', minimum: 0 },
        },
        required: ['items'],
      },
      Sync: {
        type: 'object',
        additionalProperties: false,
        properties: {
          id: { type: 'string' },
          trigger: { type: 'string' },
          startedAt: { type: 'string', format: 'date-time' },
          finishedAt: { type: 'string', format: 'date-time' },
          outcome: {
            type: 'string',
            enum: ['running', 'ok', 'partial', 'failed'],
          },
          sentence: { type: 'string' },
          zones: { type: 'integer', minimum: 0 },
          created: { type: 'integer', minimum: 0 },
          updated: { type: 'integer', minimum: 0 },
          deleted: { type: 'integer', minimum: 0 },
          rejected: { type: 'integer', minimum: 0 },
          cause: {
            type: 'array',
            items: { $ref: '#/components/schemas/ObjectRef' },
          },
        },
        required: [
          'id',
          'trigger',
          'startedAt',
          'outcome',
          'zones',
          'created',
          'updated',
          'deleted',
          'rejected',
          'cause',
        ],
      },
      SyncPage: {
        type: 'object',
        additionalProperties: false,
        properties: {
          items: {
            type: 'array',
            items: { $ref: '#/components/schemas/Sync' },
          },
          nextCursor: { type: 'string' },
          totalItems: { type: 'integer', minimum: 0 },
        },
        required: ['items'],
      },
      ResyncScope: {
        oneOf: [
          {
            type: 'object',
            additionalProperties: false,
            properties: { kind: { type: 'string', enum: ['all'] } },
            required: ['kind'],
          },
          {
            type: 'object',
            additionalProperties: false,
            properties: {
              kind: { type: 'string', enum: ['zone'] },
              zone: { type: 'string', minLength: 1, maxLength: 255 },
            },
            required: ['kind', 'zone'],
          },
          {
            type: 'object',
            additionalProperties: false,
            properties: {
              kind: { type: 'string', enum: ['cluster'] },
              cluster: { type: 'string', minLength: 1, maxLength: 253 },
            },
            required: ['kind', 'cluster'],
          },
          {
            type: 'object',
            additionalProperties: false,
            properties: {
              kind: { type: 'string', enum: ['entity'] },
              entityRef: { type: 'string', minLength: 1, maxLength: 255 },
            },
            required: ['kind', 'entityRef'],
          },
          {
            type: 'object',
            additionalProperties: false,
            properties: {
              kind: { type: 'string', enum: ['record'] },
              dnsName: { type: 'string', minLength: 1, maxLength: 255 },
            },
            required: ['kind', 'dnsName'],
          },
        ],
      },
      Resync: {
        type: 'object',
        additionalProperties: false,
        properties: {
          id: { type: 'string' },
          scope: { $ref: '#/components/schemas/ResyncScope' },
          requestedAt: { type: 'string', format: 'date-time' },
          requestedBy: { type: 'string' },
          state: {
            type: 'string',
            enum: ['queued', 'running', 'done', 'failed'],
          },
          syncId: { type: 'string' },
          joined: { type: 'boolean' },
          progress: {
            type: 'object',
            additionalProperties: false,
            properties: {
              zones: { type: 'integer', minimum: 0 },
              zonesDone: { type: 'integer', minimum: 0 },
            },
            required: ['zones', 'zonesDone'],
          },
          finishedAt: { type: 'string', format: 'date-time' },
          sentence: { type: 'string' },
        },
        required: ['id', 'scope', 'requestedAt', 'requestedBy', 'state'],
      },
      CheckRequest: {
        type: 'object',
        additionalProperties: false,
        properties: {
          dnsNames: {
            type: 'array',
            minItems: 1,
            maxItems: 50,
            items: { type: 'string', minLength: 1, maxLength: 255 },
          },
          entityRef: { type: 'string', minLength: 1, maxLength: 255 },
        },
        required: ['dnsNames'],
      },
      ForgetRequest: {
        type: 'object',
        additionalProperties: false,
        properties: { kind: { type: 'string', minLength: 1, maxLength: 253 } },
      },
      Overview: {
        type: 'object',
        additionalProperties: false,
        properties: {
          mode: { type: 'string', enum: ['observe', 'sync'] },
          clusters: {
            type: 'object',
            additionalProperties: false,
            properties: {
              fresh: { type: 'integer', minimum: 0 },
              stale: { type: 'integer', minimum: 0 },
              unsupported: { type: 'integer', minimum: 0 },
            },
            required: ['fresh', 'stale', 'unsupported'],
          },
          zones: {
            type: 'object',
            additionalProperties: false,
            properties: {
              inSync: { type: 'integer', minimum: 0 },
              pending: { type: 'integer', minimum: 0 },
              failed: { type: 'integer', minimum: 0 },
            },
            required: ['inSync', 'pending', 'failed'],
          },
          hostnames: {
            type: 'object',
            additionalProperties: false,
            properties: {
              works: { type: 'integer', minimum: 0 },
              updating: { type: 'integer', minimum: 0 },
              waits: { type: 'integer', minimum: 0 },
              blocked: { type: 'integer', minimum: 0 },
              conflict: { type: 'integer', minimum: 0 },
              drifted: { type: 'integer', minimum: 0 },
              foreign: { type: 'integer', minimum: 0 },
              filtered: { type: 'integer', minimum: 0 },
              unknown: { type: 'integer', minimum: 0 },
            },
            required: [
              'works',
              'updating',
              'waits',
              'blocked',
              'conflict',
              'drifted',
              'foreign',
              'filtered',
              'unknown',
            ],
          },
          lastSync: { $ref: '#/components/schemas/Sync' },
          problems: {
            type: 'array',
            items: {
              type: 'object',
              additionalProperties: false,
              properties: {
                sentence: { type: 'string' },
                fix: { type: 'string' },
              },
              required: ['sentence', 'fix'],
            },
          },
        },
        required: ['mode', 'clusters', 'zones', 'hostnames', 'problems'],
      },
      Error: {
        type: 'object',
        properties: {
          error: {
            type: 'object',
            properties: {
              name: { type: 'string' },
              message: { type: 'string' },
            },
            required: ['name', 'message'],
            additionalProperties: true,
          },
          request: { type: 'object', additionalProperties: true },
          response: { type: 'object', additionalProperties: true },
        },
        required: ['error'],
        additionalProperties: true,
      },
    },
  },
} as const;

export const createOpenApiRouter = async (
  options?: Parameters<
    typeof createValidatedOpenApiRouterFromGeneratedEndpointMap
  >['1'],
) =>
  createValidatedOpenApiRouterFromGeneratedEndpointMap<EndpointMap>(
    spec,
    options,
  );
