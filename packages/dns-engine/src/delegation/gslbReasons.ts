import type { Reason } from '../reasons';

/**
 * What can become of a wish because of k8gb: the part of the table of reasons that is
 * about delegated zones.
 *
 * @internal
 */
export const gslbReasons = {
  'gslb-serves': {
    state: 'works',
    holds: false,
    sentence:
      '{dnsName} lies in {gslbZone}, for which k8gb answers in {servers}; zone {zone} holds no record of it.',
    fix: 'Nothing to do.',
  },
  'gslb-serves-soon': {
    state: 'waits',
    holds: true,
    sentence:
      '{dnsName} lies in {gslbZone}, which is delegated to k8gb in {servers}; what stands for it in zone {zone} stays until the delegation is seen to work.',
    fix: 'Wait until the name servers of {gslbZone} have answered; look at its findings if that takes long.',
  },
  'gslb-zone-without-host': {
    state: 'blocked',
    holds: false,
    sentence:
      '{dnsName} lies in {gslbZone}, which is delegated to k8gb in {servers}, but no Gslb names it: nobody answers for it.',
    fix: 'Create a Gslb for {dnsName}, or use a hostname outside of {gslbZone}.',
  },
  'gslb-unread': {
    state: 'waits',
    holds: true,
    sentence:
      '{dnsName} waits until it is known which zones k8gb answers for in {cluster}; what stands for it stays as it is.',
    fix: "Wait for the first full list of k8gb's objects; the DNS page says if they cannot be read, and what to grant.",
  },
  'gslb-host': {
    state: 'works',
    holds: false,
    sentence: 'In {cluster} k8gb answers for {dnsName} ({strategy}).',
    fix: 'Nothing to do.',
  },
  'gslb-host-unhealthy': {
    state: 'blocked',
    holds: false,
    sentence:
      'In {cluster} k8gb answers for {dnsName} without this cluster: its health is {health}.',
    fix: 'Look at the Service behind {kind} {namespace}/{name} and at its endpoints.',
  },
  'gslb-host-outside': {
    state: 'filtered',
    holds: false,
    sentence:
      '{dnsName} lies in no zone that is delegated to k8gb in {cluster}, so k8gb does not answer for it.',
    fix: 'Use a hostname below {gslbZones}, or delegate its zone (ZoneDelegation, externalDns.gslb.zones).',
  },
  'gslb-observed': {
    state: 'works',
    holds: true,
    sentence:
      'The delegation of {gslbZone} is written by {manager}; here it is watched only.',
    fix: 'Nothing to do; set externalDns.gslb.mode to own to have it written from here.',
  },
  'gslb-off': {
    state: 'filtered',
    holds: true,
    sentence: 'The configuration leaves {gslbZone} alone.',
    fix: 'Change the mode of the zone in externalDns.gslb if its delegation is to be taken care of.',
  },
  'gslb-blocked': {
    state: 'blocked',
    holds: true,
    sentence:
      'The delegation of {gslbZone} stays as it stands, because {detail}.',
    fix: 'Look at the findings of {gslbZone} on the DNS page.',
  },
  'gslb-leaving': {
    state: 'updating',
    holds: false,
    sentence: 'Cluster {cluster} leaves the delegation of {dnsName}.',
    fix: 'Nothing to do: its address goes once resolvers have forgotten it.',
  },
  'gslb-glue-waits': {
    state: 'waits',
    holds: true,
    sentence:
      '{dnsName} stays{until}: resolvers may still know it as a name server of {gslbZone}.',
    fix: 'Wait; it goes by itself.',
  },
  'gslb-last-member': {
    state: 'waits',
    holds: true,
    sentence:
      'The delegation of {gslbZone} has no member left and stays until {detail}.',
    fix: 'Bring a ZoneDelegation for {gslbZone} back, or let an admin remove the delegation.',
  },
  'gslb-no-geo-tag': {
    state: 'blocked',
    holds: true,
    sentence:
      'Cluster {cluster} cannot join {dnsName}, because nothing tells its geo tag.',
    fix: 'Set externalDns.clusters.{cluster}.gslb.geoTag to the tag that k8gb has there.',
  },
  'gslb-no-address': {
    state: 'waits',
    holds: true,
    sentence:
      'The name server {nsName} of cluster {cluster} has no address yet, so {gslbZone} does not name it.',
    fix: "Give k8gb's CoreDNS an address, or set externalDns.clusters.{cluster}.gslb.addresses.",
  },
  'gslb-no-glue': {
    state: 'blocked',
    holds: true,
    sentence:
      '{gslbZone} does not name {nsName}, because the address of {nsName} cannot be written.',
    fix: 'See what became of the A record {nsName}.',
  },
} satisfies Record<string, Reason>;
