import type { InstanceWishes } from '../plan/planZone';
import { verdictsFor } from '../plan/rows';

/**
 * As long as nobody knows which zones k8gb answers for in a cluster, nothing new is
 * published for that cluster: its names may lie below a cut. What stands is held.
 *
 * @internal
 */
export function untilRead(
  desired: readonly InstanceWishes[],
): readonly InstanceWishes[] {
  return desired.some(isUnread) ? desired.map(held) : desired;
}

function isUnread({ options, sources }: InstanceWishes): boolean {
  return (
    !options.compat &&
    sources.some(({ source, state }) => source === 'k8gb' && state === 'unread')
  );
}

function held(each: InstanceWishes): InstanceWishes {
  if (!isUnread(each)) return each;
  return {
    ...each,
    wishes: [],
    verdicts: [
      ...each.verdicts,
      ...each.wishes.flatMap(wish => verdictsFor(wish, 'gslb-unread', {})),
    ],
  };
}
