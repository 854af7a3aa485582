import { Origin } from '../endpoint';

/*
 * What one object of k8gb says, as plain JSON. A fact travels with the wish or the
 * verdict of its object, and is stored with it, so that a cluster that cannot be
 * read goes on being what it was. Everything above (who is a member, what is
 * published, what is wrong) follows from the facts of all clusters.
 */

/**
 * Who writes the delegation for k8gb in a cluster, as the environment of its
 * Deployment says: its own ExternalDNS, Infoblox through the WAPI, nobody, or not
 * known because the Deployment cannot be read.
 *
 * @public
 */
export type GslbManager = 'external-dns' | 'infoblox' | 'nobody' | 'unknown';

/**
 * One cluster's part of a delegated zone: what its ZoneDelegation (or, before k8gb
 * 0.19, its delegation DNSEndpoint or the configuration) says. Names are normalised.
 *
 * @public
 */
export interface DelegationFact {
  type: 'delegation';
  origin: Origin;
  /** The delegated zone, `gslb.openova.io`. */
  zone: string;
  /** The zone above it that holds the NS set; empty where it is not known. */
  parent: string;
  /** Empty where nothing tells it. */
  geoTag: string;
  /** Name of this cluster's name server; empty without a geo tag. */
  nsName: string;
  /** Addresses of this cluster's name server: the glue. Sorted. */
  addresses: string[];
  /** Seconds; 0 where k8gb says nothing. */
  ttl: number;
  manager: GslbManager;
  /** Geo tags of the other clusters as k8gb was told; empty where it is not known. */
  peerTags: string[];
  /** What the status says of other clusters' name servers. */
  peers: { nsName: string; addresses: string[] }[];
  /** NS targets that its delegation DNSEndpoint asks for; null without one. */
  requested: string[] | null;
  /** Whether k8gb's CoreDNS is told to serve the zone; null where it is not known. */
  isServed: boolean | null;
  /** Whether the object is being deleted. */
  isLeaving: boolean;
  /** RFC 3339; empty while it is not being deleted. */
  leavingSince: string;
  /** Whether k8gb takes the cluster out of the delegation when the object goes. */
  doFinalize: boolean;
}

/**
 * The part of a delegation of which only its records are known: nobody says who writes
 * it, who takes part, or that it leaves.
 *
 * @internal
 */
export const unknownOfDelegation = {
  peerTags: [],
  peers: [],
  requested: null,
  isServed: null,
  isLeaving: false,
  leavingSince: '',
  doFinalize: false,
} satisfies Partial<DelegationFact>;

/** @public */
export type GslbHealth = 'Healthy' | 'Unhealthy' | 'NotFound' | 'unknown';

/** @public */
export interface GslbStrategy {
  type: 'roundRobin' | 'failover' | 'geoip' | 'unknown';
  /** Of failover; empty elsewhere. */
  primaryGeoTag: string;
  /** Of round robin, by geo tag; empty where it is not weighted. */
  weights: Record<string, number>;
  /** Seconds. */
  ttl: number;
}

/** What a Gslb takes its hosts from. @public */
export interface GslbReference {
  kind: string;
  namespace: string;
  /** Empty where labels select it and none or several match. */
  name: string;
  /** Null where objects of its kind are not read. */
  exists: boolean | null;
}

/** One host of one Gslb in one cluster. @public */
export interface GslbHostFact {
  type: 'host';
  origin: Origin;
  host: string;
  geoTag: string;
  /** `GslbHttpRoute`, or `Gslb (Ingress)` and the like. */
  label: string;
  /** Undefined for an embedded Ingress. */
  reference?: GslbReference;
  strategy: GslbStrategy;
  health: GslbHealth;
  /** Addresses of this cluster for the host, whatever its health. Sorted. */
  exposed: string[];
  /** What k8gb says that this cluster answers; null where it says nothing. */
  answers: string[] | null;
  /** From the extra kind: only the host is known. */
  isBare?: boolean;
}

/** k8gb's private records, of which ExternalDNS without the label filter took hold. @public */
export interface LeakFact {
  type: 'leak';
  origin: Origin;
  names: string[];
}

/** @public */
export type GslbFact = DelegationFact | GslbHostFact | LeakFact;
