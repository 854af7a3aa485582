import { NamedType, RecordClass, RecordType, TsigError } from './codes';
import { Name } from './name';

/**
 * Record data by type, in the order of the fields on the wire. Character
 * strings are octets: `text.ts` has what turns them into text and back.
 * @public
 */
export interface DataByType {
  /** Four decimal parts. */
  A: { address: string };
  /** Written as RFC 5952 says. */
  AAAA: { address: string };
  CNAME: { target: Name };
  DNAME: { target: Name };
  NS: { target: Name };
  PTR: { target: Name };
  /** At least one string, each of up to 255 octets. */
  TXT: { strings: Uint8Array[] };
  MX: { preference: number; exchange: Name };
  SRV: { priority: number; weight: number; port: number; target: Name };
  CAA: { flags: number; tag: string; value: Uint8Array };
  /** Times in seconds; `mailbox` is the address with a dot for its first `@`. */
  SOA: {
    primary: Name;
    mailbox: Name;
    serial: number;
    refresh: number;
    retry: number;
    expire: number;
    minimum: number;
  };
  NAPTR: {
    order: number;
    preference: number;
    flags: Uint8Array;
    services: Uint8Array;
    regexp: Uint8Array;
    replacement: Name;
  };
  DS: {
    keyTag: number;
    algorithm: number;
    digestType: number;
    digest: Uint8Array;
  };
}

/** A type whose data this package takes apart. @public */
export type StructuredType = keyof DataByType;

/** A type whose data stays octets (RFC 3597). @public */
export type OpaqueType =
  | Exclude<NamedType, StructuredType | 'OPT' | 'TSIG'>
  | `TYPE${number}`;

/** What every record has. @public */
export interface RecordHead {
  name: Name;
  class: RecordClass;
  /** Seconds, up to 2^31 - 1. */
  ttl: number;
}

/** A record of one type. @public */
export interface StructuredRecord<T extends StructuredType> extends RecordHead {
  type: T;
  data: DataByType[T];
}

/** A record whose data is octets. @public */
export interface OpaqueRecord extends RecordHead {
  type: OpaqueType;
  data: { octets: Uint8Array };
}

/** A record with data; `type` tells which. @public */
export type ResourceRecord =
  | { [T in StructuredType]: StructuredRecord<T> }[StructuredType]
  | OpaqueRecord;

/**
 * A record without data, as UPDATE uses it with the classes ANY and NONE to
 * speak about a name or a set (RFC 2136 sections 2.4 and 2.5).
 * @public
 */
export interface EmptyRecord extends RecordHead {
  type: Exclude<RecordType, 'OPT' | 'TSIG'>;
  data: undefined;
}

/** What a section of a message holds. @public */
export type SectionRecord = ResourceRecord | EmptyRecord;

/** The data of a type without its record. @public */
export type RecordData =
  | {
      [T in StructuredType]: { type: T; data: DataByType[T] };
    }[StructuredType]
  | { type: OpaqueType; data: { octets: Uint8Array } };

/** The data of a TSIG record (RFC 8945 section 4.2). @public */
export interface TsigData {
  /** Name of the algorithm. */
  algorithm: Name;
  /** Seconds since 1970, 48 bits. */
  timeSigned: number;
  /** Seconds by which the clocks may differ. */
  fudge: number;
  mac: Uint8Array;
  originalId: number;
  error: TsigError;
  /** The server's clock (48 bits) when the error is BADTIME, else empty. */
  otherData: Uint8Array;
}

/** The record that signs a message. @public */
export interface TsigRecord {
  /** Name of the key. */
  name: Name;
  data: TsigData;
}

/** Whether a record carries data. @public */
export function hasData(record: SectionRecord): record is ResourceRecord {
  return record.data !== undefined;
}
