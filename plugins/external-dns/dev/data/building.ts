import {
  ChainLink,
  ChangeView,
  CheckView,
  ObjectRef,
  RecordView,
} from '@openova/backstage-plugin-external-dns-common';

/** The entity of the development set-up. */
export const entityRef = 'component:default/shop';

/** A time that long ago. */
export function ago(seconds: number): string {
  return new Date(Date.now() - seconds * 1000).toISOString();
}

/** An object of the demo's shop. */
export function object(
  kind: string,
  name: string,
  cluster = 'eu-central',
  namespace = 'shop',
): ObjectRef {
  return { cluster, kind, namespace, name };
}

/** What two name servers said. */
export function check(
  dnsName: string,
  recordType: string,
  answer: string[],
  outcome: CheckView['outcome'] = 'matches',
): CheckView {
  return {
    dnsName,
    recordType,
    outcome,
    checkedAt: ago(8),
    servers: ['ns1.openova.io', 'ns2.openova.io'].map((server, index) => ({
      server,
      answer,
      milliseconds: 4 + index * 7,
    })),
  };
}

/** A record of the zone openova.io, owned unless told otherwise. */
export function record(
  dnsName: string,
  recordType: string,
  targets: string[],
  more: Partial<RecordView> = {},
): RecordView {
  const [label, ...rest] = dnsName.split('.');
  const name = `_externaldns.${recordType.toLowerCase()}-${label}.${rest.join(
    '.',
  )}`;
  return {
    zone: 'openova.io',
    provider: 'route53',
    dnsName,
    recordType,
    setIdentifier: '',
    targets,
    ttl: 300,
    owner: 'openova',
    ours: true,
    resource: `httproute/shop/${label}`,
    txt: [
      {
        name,
        value: `"heritage=external-dns,external-dns/owner=openova,external-dns/resource=httproute/shop/${label}"`,
      },
    ],
    observedAt: ago(12),
    check: check(dnsName, recordType, targets),
    entityRefs: [entityRef],
    ...more,
  };
}

/** The six links of a chain; a link that is not given holds. */
export function chain(
  origin: ObjectRef,
  records: RecordView[],
  changed: Partial<Record<ChainLink['id'], Partial<ChainLink>>> = {},
): { origin: ObjectRef; links: ChainLink[] } {
  const targets = records.flatMap(({ targets: values }) => values);
  const links: ChainLink[] = [
    {
      id: 'object',
      status: 'ok',
      title: `${origin.kind} ${origin.namespace}/${origin.name}`,
      values: [],
    },
    {
      id: 'gateway',
      status: 'ok',
      title: 'Gateway infra/public, accepted',
      values: [],
    },
    {
      id: 'address',
      status: 'ok',
      title: 'Address of the Gateway',
      values: targets,
    },
    {
      id: 'record',
      status: 'ok',
      title: records
        .map(({ recordType, ttl }) => `${recordType}, TTL ${ttl}`)
        .join('; '),
      values: targets,
    },
    {
      id: 'ownership',
      status: 'ok',
      title: 'Owner openova',
      values: records.flatMap(({ txt }) => txt.map(({ name }) => name)),
    },
    {
      id: 'answer',
      status: 'ok',
      title: '2 of 2 servers answer as recorded',
      values: targets,
    },
  ];
  return {
    origin,
    links: links.map(link => ({ ...link, ...changed[link.id] })),
  };
}

let changes = 0;

/** A change that was written. */
export function change(
  dnsName: string,
  more: Partial<ChangeView> = {},
): ChangeView {
  changes += 1;
  return {
    id: `change-${changes}`,
    syncId: '4711',
    at: ago(140 * changes),
    zone: 'openova.io',
    dnsName,
    recordType: 'A',
    setIdentifier: '',
    role: 'record',
    action: 'create',
    after: { targets: ['192.0.2.10'], ttl: 300 },
    outcome: 'done',
    origins: [object('HTTPRoute', 'web')],
    ...more,
  };
}
