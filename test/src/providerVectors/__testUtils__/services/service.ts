import { JsonObject } from '@backstage/types';
import { DnsProvider } from '@openova/backstage-plugin-external-dns-node';
import { NativeZone } from '../vector';

/** A DNS service whose vectors can be run: its fake, and the real module before it. */
export interface VectorService {
  /** A new fake that holds these zones. */
  start(options: {
    zones: readonly NativeZone[];
    /** The entry of `providers`. */
    entry: JsonObject;
  }): Promise<RunningService>;
  /** A record without ids and times, in one form. */
  canonical(record: JsonObject): JsonObject;
}

export interface RunningService {
  provider: DnsProvider;
  zones(): NativeZone[];
  /** Every request so far. */
  calls(): { isWrite: boolean; isDone: boolean }[];
  stop(): Promise<void>;
}
