import { addressFamily, parseAddress } from '../address';

/**
 * Whether two lists of targets are the same set of values to DNS: in any order,
 * without regard to case, addresses by value and not by spelling.
 *
 * @public
 */
export function sameTargets(
  left: readonly string[],
  right: readonly string[],
): boolean {
  if (left.length !== right.length) return false;
  if (left.length === 1) return sameTarget(left[0], right[0]);
  const a = sortTargets(left);
  const b = sortTargets(right);
  return a.every((target, index) => sameTarget(target, b[index]));
}

/** @internal */
export function sameTarget(left: string, right: string): boolean {
  if (left === right) return true;
  if (left.toLowerCase() === right.toLowerCase()) return true;
  const a = canonicalAddress(left);
  return a !== undefined && a === canonicalAddress(right);
}

/**
 * The order that decides between rivals: fewer targets first, then the first
 * difference between the sorted lists, addresses as numbers and before names.
 * Negative where `left` comes first.
 *
 * @internal
 */
export function compareTargets(
  left: readonly string[],
  right: readonly string[],
): number {
  if (left.length !== right.length) return left.length - right.length;
  const a = left.length === 1 ? left : sortTargets(left);
  const b = right.length === 1 ? right : sortTargets(right);
  for (let index = 0; index < a.length; index += 1) {
    if (a[index] !== b[index]) return compareTarget(a[index], b[index]);
  }
  return 0;
}

function compareTarget(left: string, right: string): number {
  const a = parseAddress(left);
  const b = parseAddress(right);
  if (a && b) {
    if (a.bytes.length !== b.bytes.length) {
      return a.bytes.length - b.bytes.length;
    }
    for (let index = 0; index < a.bytes.length; index += 1) {
      const difference = a.bytes[index] - b.bytes[index];
      if (difference !== 0) return difference;
    }
    return compareText(left, right);
  }
  if (a) return -1;
  if (b) return 1;
  return compareText(left, right);
}

/** Sorted as ExternalDNS sorts: by text, addresses by their shortest spelling. @internal */
export function sortTargets(targets: readonly string[]): string[] {
  if (targets.length < 2) return [...targets];
  return targets
    .map(target => ({ target, key: canonicalAddress(target) ?? target }))
    .sort((a, b) => compareText(a.key, b.key))
    .map(each => each.target);
}

/** The shortest spelling of an address (RFC 5952); undefined for anything else. @internal */
export function canonicalAddress(target: string): string | undefined {
  const family = addressFamily(target);
  if (family === 0) return undefined;
  if (family === 4) return target;
  const bytes = parseAddress(target)?.bytes;
  if (!bytes) return undefined;
  const percent = target.indexOf('%');
  return canonicalIpv6(bytes) + (percent < 0 ? '' : target.slice(percent));
}

function canonicalIpv6(bytes: Uint8Array): string {
  const isMapped =
    bytes.subarray(0, 10).every(each => each === 0) &&
    bytes[10] === 0xff &&
    bytes[11] === 0xff;
  if (isMapped) return `::ffff:${bytes.subarray(12).join('.')}`;
  const groups: number[] = [];
  for (let index = 0; index < 16; index += 2) {
    groups.push(bytes[index] * 256 + bytes[index + 1]);
  }
  let start = -1;
  let length = 1;
  for (let index = 0; index < 8; index += 1) {
    let end = index;
    while (end < 8 && groups[end] === 0) end += 1;
    if (end - index > length) {
      start = index;
      length = end - index;
    }
  }
  const text = (part: number[]) =>
    part.map(group => group.toString(16)).join(':');
  if (start < 0) return text(groups);
  return `${text(groups.slice(0, start))}::${text(
    groups.slice(start + length),
  )}`;
}

/** @internal */
export function compareText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
