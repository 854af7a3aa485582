import { JsonObject } from '@backstage/types';
import { KubeObject } from '@openova/dns-engine';
import { ScriptedFault } from '@openova/provider-fakes/route53';

/** A zone as it is at the service, its records in the service's own form. */
export interface NativeZone {
  id: string;
  name: string;
  /** Cloudflare: it is on a paid plan. */
  paid?: boolean;
  /** Cloudflare: whether the name servers are set. */
  status?: 'active' | 'pending';
  /** Route 53: it belongs to private networks. */
  private?: boolean;
  /** Route 53. */
  tags?: Record<string, string>;
  records: JsonObject[];
}

/** One sync of ExternalDNS with a service, before and after. */
export interface ProviderVector {
  about?: string;
  world: {
    id: string;
    config: JsonObject & { providers: JsonObject[] };
    clusters: Record<string, KubeObject[]>;
    zones: NativeZone[];
    /** What the service does wrong; each once where it does not say how often. */
    faults?: ScriptedFault[];
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
