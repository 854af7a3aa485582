/*
 * What goes over the wire, as far as it is read or sent; the names are Google's.
 */

/** A managed zone. @internal */
export interface ManagedZone {
  /** Unique among all zones; a number. */
  id?: string;
  /** Unique within the project. */
  name?: string;
  /** With a dot at its end. */
  dnsName?: string;
  visibility?: string;
  nameServers?: string[];
  /** Present where queries of the zone are answered elsewhere. */
  peeringConfig?: object;
  forwardingConfig?: object;
  serviceDirectoryConfig?: object;
}

/** A record set: values, or else a routing policy. @internal */
export interface ServiceRecordSet {
  name: string;
  type: string;
  ttl?: number;
  rrdatas?: string[];
  routingPolicy?: object;
}

/** What is asked for in one request, as a whole. @internal */
export interface ServiceChange {
  deletions: ServiceRecordSet[];
  additions: ServiceRecordSet[];
}

/** What became of a change. @internal */
export interface ChangeState {
  id?: string;
  status?: string;
}

/** Limits of a project, as far as they concern changes. @internal */
export interface Quota {
  rrsetAdditionsPerChange?: number;
  rrsetDeletionsPerChange?: number;
  totalRrdataSizePerChange?: number;
}
