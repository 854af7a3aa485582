import type { Finding } from '../verdict';

/** A row of the table: what people read, with placeholders in braces. @public */
export interface DelegationFindingText {
  severity: Finding['severity'];
  sentence: string;
  fix: string;
}

/**
 * Everything that can be wrong with a delegation. `{zone}` is the delegated zone,
 * `{subject}` what the finding is about; the other placeholders come with it.
 *
 * @public
 */
export const delegationFindings = {
  DELEGATION_MISSING: {
    severity: 'error',
    sentence: 'Nothing delegates {zone}: {parent} has no NS set for it.',
    fix: 'Let it be written from here (externalDns.gslb.mode: own), or look at why {manager} does not.',
  },
  NS_MISSING: {
    severity: 'error',
    sentence:
      'The NS set of {zone} does not name {subject}, although {cluster} takes part.',
    fix: 'In own mode wait for the next sync; else look at the cluster whose ExternalDNS owns the NS set, it must know the tag of {cluster}.',
  },
  NS_EXTRA: {
    severity: 'warning',
    sentence:
      'The NS set of {zone} names {subject}, which is no name server of a member.',
    fix: 'Remove {subject} from the NS set, or bring the ZoneDelegation of its cluster back.',
  },
  NS_DANGLING: {
    severity: 'error',
    sentence:
      'The name server {subject} of {zone} has no address in {parent}: nobody can ask it.',
    fix: 'Write an A record for {subject}, or take it out of the NS set.',
  },
  GLUE_STALE: {
    severity: 'error',
    sentence:
      'The address of {subject} is {standing}, but {cluster} serves {zone} at {wanted}.',
    fix: 'In own mode wait for the next sync; else let {manager} write the A record anew.',
  },
  GLUE_PRIVATE_IP: {
    severity: 'warning',
    sentence:
      'The name server {subject} of {zone} has the private address {standing}: resolvers outside of the network cannot ask it.',
    fix: 'Set the public addresses of {cluster} in externalDns.clusters.{cluster}.gslb.addresses, if {parent} is a public zone.',
  },
  GLUE_PROXIED: {
    severity: 'error',
    sentence:
      'The address of the name server {subject} goes through a proxy of the DNS service, which answers no DNS questions.',
    fix: 'Turn the proxy off for {subject}.',
  },
  LAME_REFUSED: {
    severity: 'error',
    sentence:
      '{subject} at {standing} refuses to answer for {zone}: k8gb there does not serve the zone.',
    fix: 'Look at the ZoneDelegation of {zone} in {cluster}, and whether its CoreDNS has taken the zone over.',
  },
  NS_UNREACHABLE: {
    severity: 'error',
    sentence: '{subject} at {standing} does not answer for {zone}.',
    fix: "Look at k8gb's CoreDNS in {cluster} and at the way to its port 53; if the cluster is gone for good, remove it from the delegation.",
  },
  OWNER_FOREIGN: {
    severity: 'warning',
    sentence:
      'The delegation of {zone} belongs to somebody else ({owner}), so nothing is written.',
    fix: 'Leave it to its owner (externalDns.gslb.mode: observe), or adopt it on the DNS page after switching the other writer off.',
  },
  OWNER_ORPHANED: {
    severity: 'error',
    sentence:
      'The NS set of {zone} belongs to {owner}, and no cluster with that geo tag is known: nobody can change it.',
    fix: "Switch k8gb's own ExternalDNS off in every cluster, set the zone's mode in externalDns.gslb to own, and adopt the delegation on the DNS page.",
  },
  OWNERSHIP_BELOW_CUT: {
    severity: 'error',
    sentence: 'The delegation of {zone} is not written, because {detail}.',
    fix: 'Choose an externalDns.registry.txtPrefix in which the record type is no label of its own.',
  },
  GEOTAG_UNKNOWN: {
    severity: 'error',
    sentence:
      'Nothing tells the geo tag of {subject}, so it cannot join {zone}.',
    fix: 'Set externalDns.clusters.{subject}.gslb.geoTag to the tag that k8gb has there.',
  },
  GEOTAGS_DIVERGE: {
    severity: 'warning',
    sentence:
      'k8gb in {subject} was told of the clusters {told}, but the members of {zone} are {wanted}.',
    fix: 'Make k8gb.extGslbClustersGeoTags name all other members in every cluster.',
  },
  STRATEGY_DIVERGE: {
    severity: 'warning',
    sentence:
      'The clusters do not agree on how {subject} is answered: {detail}.',
    fix: 'Give the Gslbs of {subject} one strategy, one primary geo tag and one set of weights.',
  },
  ANSWER_DIVERGES: {
    severity: 'warning',
    sentence:
      '{cluster} answers {standing} for {subject}; by its strategy it should be {wanted}.',
    fix: 'Look at the local DNSEndpoint of the Gslb in {cluster}, and whether its k8gb reaches the other clusters.',
  },
  HOST_PARTIAL: {
    severity: 'warning',
    sentence:
      '{cluster} takes part in {zone}, but has no Gslb for {subject}: there the name does not exist.',
    fix: 'Create the Gslb of {subject} in {cluster} as well, or take the cluster out of the zone.',
  },
  REF_MISSING: {
    severity: 'error',
    sentence:
      'The Gslb of {subject} in {cluster} refers to {reference}, which does not exist; k8gb goes on answering with what it knew last.',
    fix: 'Bring {reference} back, or delete the Gslb.',
  },
  ZONE_TERMINATING_STUCK: {
    severity: 'warning',
    sentence:
      'The ZoneDelegation of {zone} in {subject} is being deleted since {since} and does not go.',
    fix: 'k8gb waits for the name servers of other clusters to disappear: remove members that are gone for good, then the finalizer.',
  },
  LAST_MEMBER_GONE: {
    severity: 'error',
    sentence: '{zone} has no member left; its delegation stays until {detail}.',
    fix: 'Bring a ZoneDelegation for {zone} back, or remove the delegation on the DNS page.',
  },
  LOCAL_ENDPOINT_LEAK: {
    severity: 'warning',
    sentence:
      "An ExternalDNS has taken hold of k8gb's private DNSEndpoint {subject} in {cluster} and may publish {names}.",
    fix: 'Give that ExternalDNS a label filter that leaves k8gb.io/dnstype=local out.',
  },
  CUT_MISSING: {
    severity: 'error',
    sentence:
      'The servers of {parent} answer for names in {zone} themselves: a wildcard or an old record hides the delegation.',
    fix: 'Remove records of {parent} at or below {zone}.',
  },
  NAME_COLLISION: {
    severity: 'error',
    sentence: 'The delegation of {zone} is not written, because {detail}.',
    fix: 'Give the clusters different geo tags, or rename one of the zones.',
  },
  OCCLUDED_RECORD: {
    severity: 'warning',
    sentence:
      'The {recordType} record {subject} lies in {zone}, which is delegated: nobody sees it{detail}.',
    fix: 'Delete it, or move the name out of {zone}{advice}.',
  },
  ZONE_MATCH_AMBIGUOUS: {
    severity: 'error',
    sentence: 'It is not clear where {subject} belongs: {detail}.',
    fix: '{advice}.',
  },
  TTL_BELOW_PROVIDER_MIN: {
    severity: 'info',
    sentence:
      'The delegation of {zone} is to have a TTL of {wanted} seconds; the DNS service stores {standing} at least.',
    fix: 'Set k8gb.nsRecordTTL or externalDns.gslb.nsTtl to {standing}.',
  },
  DS_ON_UNSIGNED: {
    severity: 'error',
    sentence:
      '{parent} has a DS record for {zone}, which k8gb does not sign: validating resolvers refuse every answer.',
    fix: 'Remove the DS record.',
  },
} satisfies Record<string, DelegationFindingText>;

/** The closed list of findings about delegations. @public */
export type DelegationFindingId = keyof typeof delegationFindings;
