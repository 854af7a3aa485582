/*
 * The Hetzner Cloud API as far as we speak it: zones, their record sets ("RRSets"),
 * and the actions that writes become. After the public description of version 1.
 */

/** A zone of the project. @internal */
export interface ListedZone {
  id: number;
  /** In lower case, punycode, without a dot at its end. */
  name: string;
  authoritative_nameservers?: { assigned?: readonly string[] };
}

/** A value of a record set. @internal */
export interface ServiceRecord {
  /** As in a zone file; names without a dot at their end are relative to the zone. */
  value: string;
  /** What somebody noted about this value; nobody but people reads it. */
  comment?: string;
}

/** A record set; the order of its records means nothing. @internal */
export interface ServiceRecordSet {
  /** Relative to the zone, `@` for the zone itself. */
  name: string;
  type: string;
  /** In seconds; null: the zone's own. */
  ttl: number | null;
  records: readonly ServiceRecord[];
}

/** What a write became: it is done when it is no longer running. @internal */
export interface Action {
  id: number;
  status: 'running' | 'success' | 'error';
  error: { code: string; message: string } | null;
}

/** One page of a listing. @internal */
export interface Page<Item> {
  items: readonly Item[];
  /** Number of the page after this one; undefined where this is the last. */
  next?: number;
}

/** What is wrong with a request. @internal */
export interface ServiceError {
  /** For machines: `invalid_input`, `uniqueness_error`, ... */
  code: string;
  message: string;
}
