import { ReasonId } from '@openova/dns-engine';

/**
 * What a wish has to pass on its way from an object to a record, in the order in
 * which the engine asks. `of` limits a gate to the kinds that have it.
 *
 * @internal
 */
export const gates = {
  object: 'an object that a source reads asks for the name',
  selection: 'filters and the controller annotation leave the object in',
  gateway: 'a Gateway exists, is not filtered out, and accepts the route',
  listener: 'a listener of the Gateway fits the route and the name',
  hostname: 'the name can live in DNS, annotations and templates make sense',
  target: 'there is an address, and it may be published',
  domain: 'the name lies in the domains that are managed',
  zone: 'a zone holds the name',
  type: 'records of this type are managed here, and the service has them',
  conflict: 'no other object claimed the name before',
  ownership: 'what stands there is ours, or nothing stands there',
  policy: 'the policy allows the change',
  record: 'the record stands, or is about to',
} as const;

/** @internal */
export type GateId = keyof typeof gates;

/** The gates that only routes of the Gateway API pass. @internal */
export const gatesOfRoutes: ReadonlySet<GateId> = new Set([
  'gateway',
  'listener',
]);

/**
 * The gate at which each reason stops a wish. Reasons, sentences and fixes are the
 * engine's: a new one needs its row here.
 *
 * @internal
 */
export const gateOf = {
  published: 'record',
  creating: 'record',
  updating: 'record',
  'no-hostname': 'object',
  filtered: 'selection',
  'other-controller': 'selection',
  'not-published-internally': 'selection',
  'managed-by-k8gb': 'selection',
  'k8gb-delegation-kept': 'selection',
  'gslb-off': 'selection',
  'gslb-no-geo-tag': 'object',
  'gslb-no-address': 'target',
  'gslb-no-glue': 'target',
  'gslb-host-unhealthy': 'target',
  'gslb-unread': 'zone',
  'gslb-serves': 'zone',
  'gslb-serves-soon': 'zone',
  'gslb-zone-without-host': 'zone',
  'gslb-host-outside': 'zone',
  'gslb-observed': 'ownership',
  'gslb-blocked': 'ownership',
  'gslb-last-member': 'policy',
  'gslb-host': 'record',
  'gslb-leaving': 'record',
  'gslb-glue-waits': 'record',
  'no-parent': 'gateway',
  'parent-not-a-gateway': 'gateway',
  'gateway-filtered': 'gateway',
  'gateway-not-found': 'gateway',
  'gateway-broken': 'gateway',
  'no-gateway-accepted': 'gateway',
  'listener-set-not-allowed': 'gateway',
  'listener-not-found': 'listener',
  'listener-not-allowed': 'listener',
  'hostname-not-on-listener': 'listener',
  'hostname-invalid': 'hostname',
  'label-too-long': 'hostname',
  'name-invalid': 'hostname',
  'annotation-invalid': 'hostname',
  'template-failed': 'hostname',
  'broken-object': 'hostname',
  'targets-lost': 'target',
  'targets-filtered': 'target',
  'broken-target': 'target',
  'outside-domain-filter': 'domain',
  'no-zone': 'zone',
  'zone-ambiguous': 'zone',
  'waits-for-zone': 'zone',
  'type-not-managed': 'type',
  'type-not-supported': 'type',
  conflict: 'conflict',
  held: 'conflict',
  'waits-for-cluster': 'conflict',
  'owned-by-another': 'ownership',
  'not-owned': 'ownership',
  'ownership-unclear': 'ownership',
  'leftover-ownership': 'ownership',
  'labels-unwritable': 'ownership',
  'no-room-for-ownership': 'ownership',
  'ownership-name-taken': 'ownership',
  'cname-at-apex': 'hostname',
  delegated: 'ownership',
  'type-in-the-way': 'policy',
  'policy-forbids': 'policy',
  'refused-by-service': 'record',
} as const satisfies Record<ReasonId, GateId>;
