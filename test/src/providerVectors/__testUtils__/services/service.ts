import { JsonObject } from '@backstage/types';
import { DnsProviderFactory } from '@openova/backstage-plugin-external-dns-node';
import { NativeZone, ProviderVector } from '../vector';

/** What a server of a service holds, and what was asked of it so far. */
export interface ServerState {
  zones: NativeZone[];
  /** Requests by kind, each server in words of its own. */
  calls: Record<string, number>;
  /** Requests that want to change something, with the status of their answers. */
  writes: { call: string; status: number }[];
}

/** A server that speaks a service's API, and holds the zones of a world. */
export interface VectorServer {
  /** Keys of the provider's entry that lead the module here. */
  entry: JsonObject;
  state(): Promise<ServerState>;
  stop(): Promise<void>;
}

/** A DNS service whose vectors can be run. */
export interface VectorService {
  /** The real module's. */
  factory: DnsProviderFactory;
  /** A new, strict fake. */
  start(
    world: Pick<ProviderVector['world'], 'zones' | 'faults'>,
  ): Promise<VectorServer>;
  /** Keys of an entry for a server below this URL that lets everybody in. */
  entryFor(url: string): JsonObject;
  /** A record without ids and times, in one form. */
  canonical(record: JsonObject): JsonObject;
}

/** How often each kind of call was made. */
export function countsOf(
  calls: readonly { call: string }[],
): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { call } of calls) counts[call] = (counts[call] ?? 0) + 1;
  return counts;
}
