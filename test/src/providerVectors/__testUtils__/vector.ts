import { JsonObject } from '@backstage/types';

/** A zone as it is at the service, its records in the service's own form. */
export interface NativeZone {
  id: string;
  name: string;
  /** It is on a paid plan. */
  paid?: boolean;
  status?: 'active' | 'pending';
  records: JsonObject[];
}

/** One sync of ExternalDNS with a service, before and after. */
export interface ProviderVector {
  about?: string;
  world: {
    id: string;
    config: JsonObject & { providers: JsonObject[] };
    clusters: JsonObject;
    zones: NativeZone[];
    faults?: unknown[];
  };
  result: {
    /** Of large zones only how many records there are. */
    zones: (Omit<NativeZone, 'records'> & { records: JsonObject[] | number })[];
    calls: Record<string, number>;
  };
  /** Why ours ends otherwise; such a line is not compared. */
  deviation?: string;
}

/** The lines of a file of vectors. */
export function readVectors(text: string): ProviderVector[] {
  return text
    .split('\n')
    .filter(line => line.trim() !== '')
    .map((line): ProviderVector => JSON.parse(line));
}

/** Whether ExternalDNS's outcome is one that ours has to have. */
export function isCompared({ deviation }: ProviderVector): boolean {
  return !deviation;
}
