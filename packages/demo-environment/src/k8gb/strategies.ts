import { Strategy } from './gslbObjects';

/** What one cluster brings in for a host. */
export interface Share {
  geoTag: string;
  targets: readonly string[];
}

/**
 * The addresses that k8gb answers for a host, each once, in the order of the clusters;
 * none is NXDOMAIN. Round robin and geoip know all clusters that are well. Failover
 * knows the primary one, and the others once that is not well.
 */
export function chosenTargets(
  strategy: Strategy,
  shares: readonly Share[],
): string[] {
  const targets = (some: readonly Share[]) => [
    ...new Set(some.flatMap(each => each.targets)),
  ];
  if (strategy.type !== 'failover') return targets(shares);
  const isPrimary = ({ geoTag }: Share) => geoTag === strategy.primaryGeoTag;
  const primary = targets(shares.filter(isPrimary));
  if (primary.length > 0) return primary;
  return targets(shares.filter(each => !isPrimary(each)));
}

/**
 * The same addresses in the order of one answer: shuffled, and with weights drawn
 * cluster by cluster, so that a cluster comes first as often as it weighs.
 *
 * @param random - from 0 to below 1, as `Math.random`
 */
export function orderedTargets(
  strategy: Strategy,
  shares: readonly Share[],
  random: () => number,
): string[] {
  const chosen = new Set(chosenTargets(strategy, shares));
  const left = shares.map(share => ({
    weight: weightOf(strategy, share),
    targets: shuffled(share.targets, random),
  }));
  if (strategy.weights.size === 0) return shuffled([...chosen], random);
  const ordered: string[] = [];
  while (left.length > 0) {
    const sum = left.reduce((total, { weight }) => total + weight, 0);
    let point = random() * sum;
    const drawn = left.findIndex(({ weight }) => (point -= weight) < 0);
    const [next] = left.splice(Math.max(drawn, 0), 1);
    ordered.push(...next.targets.filter(each => chosen.has(each)));
  }
  return [...new Set(ordered)];
}

/** A cluster without a weight is asked only when nothing else is left. */
function weightOf(strategy: Strategy, { geoTag }: Share): number {
  return strategy.weights.get(geoTag) ?? 0;
}

function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const left = [...items];
  const mixed: T[] = [];
  while (left.length > 0) {
    mixed.push(...left.splice(Math.floor(random() * left.length), 1));
  }
  return mixed;
}
