import { addressFamily } from '../../address';

/**
 * A hostname of a route or listener in the form in which both are compared:
 * lower case, perhaps with a leading `*.`, perhaps with a trailing dot. The empty
 * text, which stands for "whatever the other side says", stays empty. Undefined
 * where it is no hostname.
 *
 * Runs for every hostname of every route, hence the loop over characters.
 *
 * @internal
 */
export function comparableHost(host: string): string | undefined {
  if (host === '') return '';
  const lower = lowerCaseAscii(host);
  const start = lower.startsWith('*.') ? 2 : 0;
  const length = lower.length - start;
  if (length === 0 || length > 255) return undefined;
  let labelStart = start;
  let last = 46;
  for (let index = start; index < lower.length; index += 1) {
    const code = lower.charCodeAt(index);
    if (code === 46) {
      if (index === labelStart || last === 45) return undefined;
      if (index - labelStart > 63) return undefined;
      labelStart = index + 1;
    } else if (code === 45) {
      if (index === labelStart) return undefined;
    } else if (!((code >= 97 && code <= 122) || (code >= 48 && code <= 57))) {
      return undefined;
    }
    last = code;
  }
  if (last === 45 || lower.length - labelStart > 63) return undefined;
  return addressFamily(lower) === 0 ? lower : undefined;
}

/**
 * The name that a route's host and a listener's host have in common: the more
 * specific of the two, or undefined. A wildcard covers any number of labels, and
 * never its own parent. Both sides are comparable hosts.
 *
 * @internal
 */
export function commonHost(left: string, right: string): string | undefined {
  if (left === right || right === '') return left;
  if (left === '') return right;
  const leftIsWider =
    left.length < right.length ||
    (left.length === right.length && left.startsWith('*.'));
  const wide = leftIsWider ? left : right;
  const narrow = leftIsWider ? right : left;
  if (!wide.startsWith('*.') || !narrow.endsWith(wide.slice(1))) {
    return undefined;
  }
  return narrow;
}

function lowerCaseAscii(value: string): string {
  for (let index = 0; index < value.length; index += 1) {
    const code = value.charCodeAt(index);
    if (code >= 65 && code <= 90) {
      return value.replace(/[A-Z]+/g, part => part.toLowerCase());
    }
  }
  return value;
}
