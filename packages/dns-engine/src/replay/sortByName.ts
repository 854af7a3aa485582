import { compareText } from '../plan/targets';

/**
 * Sorted by name, and those of one name as `compare` says. Shaped by speed: half as
 * many names as values are sorted, each a text that is at hand.
 *
 * @internal
 */
export function sortByName<T extends { dnsName: string }>(
  values: readonly T[],
  compare: (left: T, right: T) => number,
): T[] {
  const first = new Map<string, T>();
  const others = new Map<string, T[]>();
  for (const value of values) {
    const { dnsName } = value;
    if (!first.has(dnsName)) first.set(dnsName, value);
    else {
      const more = others.get(dnsName);
      if (more) more.push(value);
      else others.set(dnsName, [value]);
    }
  }
  const sorted: T[] = [];
  for (const name of [...first.keys()].sort(compareText)) {
    const value = first.get(name);
    const more = others.get(name);
    if (value && !more) sorted.push(value);
    else if (value && more) {
      more.push(value);
      for (const each of more.sort(compare)) sorted.push(each);
    }
  }
  return sorted;
}
