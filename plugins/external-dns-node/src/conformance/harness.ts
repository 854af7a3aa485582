import { DesiredRecordSet, ProviderSemantics } from '@openova/dns-engine';
import { DnsProvider, ProviderCapabilities, Zone } from '../provider';

/**
 * A provider in front of a service that a test brought up, and a zone there that
 * holds nothing but what the service itself puts into a new one.
 *
 * @public
 */
export interface ConformanceHarness {
  provider: DnsProvider;
  zone: Zone;
  /**
   * What the service publishes, asked by another way than the provider's, with
   * targets spelled as ExternalDNS does; undefined where there is nothing. Where
   * it is given, every rung looks at its records through it too.
   */
  read?(dnsName: string, recordType: string): Promise<string[] | undefined>;
  /** Stops what `create` started; the kit closes the provider first. */
  stop?(): Promise<void>;
}

/**
 * Makes the service misbehave until the function that it resolves to is called.
 *
 * @public
 */
export type ConformanceFault<Harness> = (
  harness: Harness,
) => Promise<() => Promise<void>>;

/**
 * What the test can make the service do. Each one that is given is a rung.
 *
 * @public
 */
export interface ConformanceFaults<Harness> {
  /** Every request is one too many; come back in 7 seconds. */
  throttled?: ConformanceFault<Harness>;
  /** Every request is one too many, and no word of when to come back. */
  throttledWithoutDelay?: ConformanceFault<Harness>;
  /** A write is answered by a server error and did nothing. */
  failsBeforeWrite?: ConformanceFault<Harness>;
  /** A write takes effect and is answered by a server error. */
  failsAfterWrite?: ConformanceFault<Harness>;
  /** A write takes effect and the connection ends within the answer. */
  cutsAnswer?: ConformanceFault<Harness>;
  /** The credential is valid no more. */
  expiredCredential?: ConformanceFault<Harness>;
  /** The credential may read and not write. */
  missingPermission?: ConformanceFault<Harness>;
  /** The zone was deleted. */
  vanishedZone?: ConformanceFault<Harness>;
}

/**
 * Where a service differs from most.
 *
 * @public
 */
export interface ConformanceQuirks {
  /** Rungs that do not apply, by name, each with the reason. */
  notApplicable?: Readonly<Record<string, string>>;
  /** Two values for record types that the kit has none for, or others. */
  samples?: Readonly<Record<string, readonly [string[], string[]]>>;
  /** Record sets of one page of a listing; default: 1000. */
  pageSize?: number;
  /**
   * What a listing of 50,000 record sets may hold at once; default: 6. More where the
   * service tells a zone as one whole, in no order.
   */
  listingMegabytes?: number;
  /** A record set that the service refuses; default: an A with a broken address. */
  refused?(zone: string): DesiredRecordSet;
  /** Properties that two record sets of one name and type need beside their identifiers. */
  setIdentifierProperties?: { name: string; value: string }[];
  /** Credentials of the harness: no error may tell them. */
  secrets?: string[];
}

/** @public */
export interface ConformanceOptions<Harness extends ConformanceHarness> {
  /** Of the provider, for the names of the tests. */
  name: string;
  /** What the provider says of itself; decides which rungs there are. */
  capabilities: ProviderCapabilities;
  /** The provider's pure half. */
  semantics: ProviderSemantics;
  /** Called for each rung. */
  create(): Promise<Harness>;
  /**
   * Puts so many record sets into the zone of the harness, by another way than the
   * provider's. Where it is given, a zone of 50,000 record sets is listed as well.
   */
  fill?(harness: Harness, count: number): Promise<void>;
  faults?: ConformanceFaults<Harness>;
  quirks?: ConformanceQuirks;
}
