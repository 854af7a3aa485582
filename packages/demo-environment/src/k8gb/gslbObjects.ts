import { KubernetesObject } from '../kubernetes/kubernetesObject';

/** How the addresses of a host are chosen, as one Gslb says it. */
export interface Strategy {
  type: string;
  /** Of failover. */
  primaryGeoTag: string;
  /** Of round robin, by geo tag; none where it is not weighted. */
  weights: Map<string, number>;
  /** Seconds. */
  ttl: number;
}

/** One host of one Gslb. */
export interface GslbHost {
  host: string;
  /** The cluster's addresses where the host is well there; else none. */
  targets: string[];
  strategy: Strategy;
}

/** A field of a manifest, which somebody wrote by hand. */
export function fieldOf(value: unknown, ...path: string[]): unknown {
  let found = value;
  for (const name of path) {
    if (typeof found !== 'object' || found === null) return undefined;
    found = (found as Record<string, unknown>)[name];
  }
  return found;
}

/** Text of a manifest; empty for anything else. */
export function textOf(value: unknown, ...path: string[]): string {
  const found = fieldOf(value, ...path);
  return typeof found === 'string' ? found : '';
}

/** A name of a manifest as DNS compares it. */
export function nameOf(value: unknown, ...path: string[]): string {
  return textOf(value, ...path)
    .toLowerCase()
    .replace(/\.$/, '');
}

/** The hosts of a Gslb, by the health that its status tells. */
export function hostsOfGslb(gslb: KubernetesObject): GslbHost[] {
  const health = fieldOf(gslb, 'status', 'serviceHealth');
  const exposed = fieldOf(gslb, 'status', 'loadBalancer', 'exposedIps');
  const addresses = Array.isArray(exposed)
    ? exposed.filter((each): each is string => typeof each === 'string')
    : [];
  const strategy = strategyOf(gslb);
  return Object.entries(health ?? {}).map(([host, state]) => ({
    host: host.toLowerCase(),
    targets: state === 'Healthy' ? addresses : [],
    strategy,
  }));
}

function strategyOf(gslb: KubernetesObject): Strategy {
  const strategy = fieldOf(gslb, 'spec', 'strategy');
  const weights = Object.entries(fieldOf(strategy, 'weight') ?? {}).filter(
    (entry): entry is [string, number] => typeof entry[1] === 'number',
  );
  return {
    type: textOf(strategy, 'type').toLowerCase(),
    primaryGeoTag: textOf(strategy, 'primaryGeoTag'),
    weights: new Map(weights),
    ttl: Number(fieldOf(strategy, 'dnsTtlSeconds')) || 30,
  };
}
