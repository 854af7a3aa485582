import { gslbReasons } from './delegation/gslbReasons';

/**
 * A row of the table of reasons.
 *
 * - `state` is what the hostname's row shows to people.
 * - `holds`: what stands in the zone for this name (or, if no name could be
 *   computed, for this object) is neither changed nor deleted because of it.
 * - Placeholders in braces are filled from the verdict's origin (`kind`,
 *   `namespace`, `name`, `cluster`), its `dnsName` and its params.
 *
 * @public
 */
export interface Reason {
  state:
    | 'works'
    | 'updating'
    | 'waits'
    | 'blocked'
    | 'conflict'
    | 'foreign'
    | 'filtered';
  holds: boolean;
  sentence: string;
  fix: string;
}

/**
 * Every way in which a wish can end, with the sentence and the fix that people
 * read. API, tab, command line and docs use this one table.
 *
 * @public
 */
export const reasons = {
  published: {
    state: 'works',
    holds: false,
    sentence: '{dnsName} stands in zone {zone}.',
    fix: 'Nothing to do.',
  },
  creating: {
    state: 'updating',
    holds: false,
    sentence: '{dnsName} is about to be created in zone {zone}.',
    fix: 'Wait for the next sync.',
  },
  updating: {
    state: 'updating',
    holds: false,
    sentence: '{dnsName} is about to be changed in zone {zone}.',
    fix: 'Wait for the next sync.',
  },
  'no-gateway-accepted': {
    state: 'blocked',
    holds: true,
    sentence: 'No Gateway has accepted {kind} {namespace}/{name}.',
    fix: 'Look at status.parents of the route: the Gateway must exist, allow the namespace {namespace}, and have a listener for {dnsName}.',
  },
  'targets-lost': {
    state: 'waits',
    holds: true,
    sentence:
      '{kind} {namespace}/{name} has no address at the moment; what stands for {dnsName} stays as it is.',
    fix: 'Give the object its address back (see its status), or delete it if the name is no longer wanted.',
  },
  'outside-domain-filter': {
    state: 'filtered',
    holds: false,
    sentence: '{dnsName} is outside of the domains that this portal manages.',
    fix: 'Use a hostname below {domains}, or ask an admin to widen externalDns.domainFilter.',
  },
  conflict: {
    state: 'conflict',
    holds: false,
    sentence:
      '{dnsName} belongs to {winnerKind} {winnerNamespace}/{winnerName} in {winnerCluster}, which claimed it first.',
    fix: 'Use another hostname, remove the other object, or ask an admin to share the name (externalDns.sharedNames).',
  },
  'owned-by-another': {
    state: 'foreign',
    holds: true,
    sentence: '{dnsName} exists already and belongs to somebody else: {txt}.',
    fix: 'Remove the existing record, or let an admin adopt it.',
  },

  // Objects that are left out on purpose.
  'no-hostname': {
    state: 'filtered',
    holds: false,
    sentence: '{kind} {namespace}/{name} names no hostname.',
    fix: 'Add a hostname to its spec or a hostname annotation if it is to have a DNS name.',
  },
  filtered: {
    state: 'filtered',
    holds: false,
    sentence: '{kind} {namespace}/{name} is left out by {filter}.',
    fix: 'Change the labels or annotations that {filter} looks at, or ask an admin to change externalDns.{filter}.',
  },
  'other-controller': {
    state: 'filtered',
    holds: false,
    sentence:
      '{kind} {namespace}/{name} says in its controller annotation that another controller takes care of it.',
    fix: 'Remove the controller annotation, or set it to dns-controller.',
  },
  'not-published-internally': {
    state: 'filtered',
    holds: false,
    sentence:
      '{kind} {namespace}/{name} is only reachable inside of the cluster, and such addresses are not published.',
    fix: 'Use the annotation internal-hostname, or ask an admin to set externalDns.publishInternalServices.',
  },
  'managed-by-k8gb': {
    state: 'filtered',
    holds: false,
    sentence:
      '{kind} {namespace}/{name} belongs to k8gb and is not published from here.',
    fix: 'Nothing to do: k8gb and the gslb section take care of {dnsName}.',
  },
  'k8gb-delegation-kept': {
    state: 'waits',
    holds: true,
    sentence:
      '{dnsName} is a delegation of k8gb; without k8gb among the sources it is left as it stands.',
    fix: 'Add k8gb to externalDns.sources to have delegations kept up to date.',
  },
  'targets-filtered': {
    state: 'filtered',
    holds: false,
    sentence:
      'No target of {dnsName} is inside of the networks that may be published.',
    fix: 'Use another target, or ask an admin to change externalDns.targetNetFilter or externalDns.excludeTargetNets.',
  },

  // Routes and their gateways.
  'no-parent': {
    state: 'filtered',
    holds: false,
    sentence: '{kind} {namespace}/{name} is attached to no Gateway.',
    fix: 'Add the Gateway to spec.parentRefs of the route.',
  },
  'parent-not-a-gateway': {
    state: 'filtered',
    holds: false,
    sentence:
      '{kind} {namespace}/{name} is attached to {parent}, which is no Gateway.',
    fix: 'Add a Gateway to spec.parentRefs of the route if {dnsName} is to have a DNS name.',
  },
  'gateway-filtered': {
    state: 'filtered',
    holds: false,
    sentence: '{parent} is left out by {filter}.',
    fix: 'Attach the route to another Gateway, or ask an admin to change externalDns.{filter}.',
  },
  'gateway-not-found': {
    state: 'blocked',
    holds: true,
    sentence:
      '{parent}, which {kind} {namespace}/{name} is attached to, does not exist or cannot be read.',
    fix: 'Create the Gateway, or correct spec.parentRefs of the route.',
  },
  'gateway-broken': {
    state: 'blocked',
    holds: true,
    sentence: '{parent} cannot be read: {detail}.',
    fix: 'Correct the object; what stands for {dnsName} stays as it is until then.',
  },
  'listener-set-not-allowed': {
    state: 'blocked',
    holds: true,
    sentence: '{parent} is not accepted by its Gateway {gateway}.',
    fix: 'Look at spec.allowedListeners of the Gateway and at the Accepted condition of the ListenerSet.',
  },
  'listener-not-found': {
    state: 'blocked',
    holds: true,
    sentence:
      '{parent} has no listener that fits {kind} {namespace}/{name} ({wanted}).',
    fix: 'Add such a listener, or correct sectionName and port in spec.parentRefs of the route.',
  },
  'listener-not-allowed': {
    state: 'blocked',
    holds: true,
    sentence:
      'No listener of {parent} lets {kind}s of namespace {namespace} in.',
    fix: 'Change allowedRoutes of the listener, or attach the route to another one.',
  },
  'hostname-not-on-listener': {
    state: 'blocked',
    holds: true,
    sentence: '{dnsName} fits no hostname of the listeners of {parent}.',
    fix: 'Use a hostname below one of the listener ({listeners}), or add a listener for {dnsName}.',
  },

  // Names and targets that DNS cannot hold.
  'hostname-invalid': {
    state: 'blocked',
    holds: true,
    sentence: '{dnsName} is no hostname.',
    fix: 'Use letters, digits and hyphens, labels of at most 63 characters, and no address.',
  },
  'label-too-long': {
    state: 'blocked',
    holds: true,
    sentence: '{dnsName} has a label that is longer than 63 bytes.',
    fix: 'Shorten the part between two dots to 63 bytes.',
  },
  'broken-target': {
    state: 'blocked',
    holds: true,
    sentence:
      'The {recordType} record {dnsName} cannot hold "{target}": {detail}.',
    fix: 'Correct the target; what stands for {dnsName} stays as it is until then.',
  },
  'broken-object': {
    state: 'blocked',
    holds: true,
    sentence: '{kind} {namespace}/{name} cannot be read: {detail}.',
    fix: 'Correct the object; its records stay as they are until then.',
  },
  'annotation-invalid': {
    state: 'blocked',
    holds: true,
    sentence:
      'The annotation {annotation} of {kind} {namespace}/{name} says "{value}", which means nothing.',
    fix: 'Write {wanted}, or remove the annotation.',
  },
  'template-failed': {
    state: 'blocked',
    holds: true,
    sentence:
      'The template of hostnames fails for {kind} {namespace}/{name}: {detail}.',
    fix: 'Correct the object or ask an admin to correct externalDns.{option}; its records stay as they are until then.',
  },

  // What the plan decides.
  'no-zone': {
    state: 'filtered',
    holds: false,
    sentence: '{dnsName} lies in no zone that this portal can write to.',
    fix: 'Use a hostname below one of the zones, or ask an admin to add the provider account that holds its zone.',
  },
  'type-not-managed': {
    state: 'filtered',
    holds: true,
    sentence:
      '{recordType} records are not managed here, so {dnsName} has none.',
    fix: 'Ask an admin to add {recordType} to externalDns.managedRecordTypes.',
  },
  'type-not-supported': {
    state: 'blocked',
    holds: true,
    sentence:
      'The DNS service of zone {zone} cannot hold the {recordType} record {dnsName}.',
    fix: 'Use another record type, or a zone of another service.',
  },
  'name-invalid': {
    state: 'blocked',
    holds: true,
    sentence: '{dnsName} cannot live in DNS: {detail}.',
    fix: 'Correct the hostname; labels have 1 to 63 bytes, the whole name at most 255.',
  },
  'labels-unwritable': {
    state: 'blocked',
    holds: true,
    sentence: 'The ownership of {dnsName} cannot be written: {detail}.',
    fix: 'Shorten or correct the labels of {kind} {namespace}/{name}; what stands for {dnsName} stays as it is until then.',
  },
  'no-room-for-ownership': {
    state: 'blocked',
    holds: true,
    sentence:
      '{dnsName} leaves no room for its ownership TXT {txt}: {detail}. It is not created, because nobody could tell later whose it is.',
    fix: 'Use a shorter hostname, or ask an admin for another externalDns.registry.txtPrefix.',
  },
  'ownership-name-taken': {
    state: 'blocked',
    holds: true,
    sentence:
      'The ownership TXT {txt} of {dnsName} is in use for something else.',
    fix: 'Use another hostname, or let an admin look at {txt} in zone {zone}.',
  },
  'not-owned': {
    state: 'foreign',
    holds: false,
    sentence:
      '{dnsName} exists already as a {standingType} record without an owner{txtNote}.',
    fix: 'Remove the existing record, use another hostname, or let an admin adopt it.',
  },
  'ownership-unclear': {
    state: 'foreign',
    holds: false,
    sentence: 'Who owns {dnsName} is unclear: {detail}.',
    fix: 'Let an admin look at {txt} in zone {zone}; nothing is written until it is clear.',
  },
  'leftover-ownership': {
    state: 'foreign',
    holds: false,
    sentence:
      '{dnsName} has no record, but {txt} says that it belongs to {owner}.',
    fix: 'Remove {txt} from zone {zone} if {owner} does not need the name any more.',
  },
  held: {
    state: 'waits',
    holds: false,
    sentence:
      '{dnsName} stays as it is, because {heldKind} {heldNamespace}/{heldName} in {heldCluster} names it too and is broken.',
    fix: 'Correct {heldKind} {heldNamespace}/{heldName}, or remove {dnsName} from it.',
  },
  'cname-at-apex': {
    state: 'blocked',
    holds: true,
    sentence:
      '{dnsName} is the top of zone {zone}, where DNS allows no CNAME record.',
    fix: 'Use addresses as targets, the annotation alias where the DNS service knows aliases, or a name below {dnsName}.',
  },
  delegated: {
    state: 'foreign',
    holds: false,
    sentence:
      '{dnsName} lies in {delegation}, which zone {zone} delegates to other name servers.',
    fix: 'Add the account that holds {delegation}, use another hostname, or let an admin remove the delegation.',
  },
  'type-in-the-way': {
    state: 'blocked',
    holds: false,
    sentence:
      '{dnsName} stands as a {standingType} record, which is not taken away here: {detail}.',
    fix: 'Remove the {standingType} record by hand, or ask an admin to change externalDns.managedRecordTypes.',
  },
  'policy-forbids': {
    state: 'blocked',
    holds: false,
    sentence:
      '{dnsName} would have to be {change}, which the policy {policy} does not allow.',
    fix: 'Change the record by hand, or ask an admin to set externalDns.policy to sync.',
  },
  'waits-for-cluster': {
    state: 'waits',
    holds: false,
    sentence:
      '{dnsName} stays as it is until cluster {waitsFor} can be read: the name may belong to it.',
    fix: 'Let an admin look at cluster {waitsFor}, or forget it if it is gone for good.',
  },
  'waits-for-zone': {
    state: 'waits',
    holds: false,
    sentence: '{dnsName} waits until zone {zone} has been read in full.',
    fix: 'Wait for the next sync.',
  },

  // What came of writing it.
  'refused-by-service': {
    state: 'blocked',
    holds: false,
    sentence: 'The DNS service of zone {zone} refused {dnsName}: {detail}',
    fix: 'Correct what the service complains of; it is tried again with the next change, sweep or resync.',
  },
  'zone-ambiguous': {
    state: 'blocked',
    holds: false,
    sentence:
      '{dnsName} lies in zone {zone}, which several accounts hold, so nothing is written there.',
    fix: 'Ask an admin to exclude the zone from all accounts but one (domainFilter, excludeDomains or zoneIdFilter of the provider).',
  },
  ...gslbReasons,
} satisfies Record<string, Reason>;

/** The closed list of reasons. @public */
export type ReasonId = keyof typeof reasons;
