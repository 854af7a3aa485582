import { normaliseName } from '@openova/dns-engine';

/*
 * How Route 53 spells names: with a trailing dot, in lower case, and every character
 * but letters, digits, hyphen and underscore as a backslash with three octal digits.
 * So a wildcard is listed as `\052.openova.io.`; it may be sent either way.
 */

/** The name as ExternalDNS spells it: no dot at the end, printable characters as they are. @internal */
export function fromServiceName(name: string): string {
  const unescaped = name.replace(/\\([0-3][0-7]{2})/g, (escape, digits) => {
    const code = Number.parseInt(digits, 8);
    // A space or a dot within a label would make another name of it.
    const isPlain =
      code > 0x20 && code < 0x7f && code !== 0x2e && code !== 0x5c;
    return isPlain ? String.fromCharCode(code) : escape;
  });
  return unescaped.endsWith('.') ? unescaped.slice(0, -1) : unescaped;
}

/** A name as it is sent. @internal */
export function toServiceName(name: string): string {
  return `${normaliseName(name)}.`;
}

/**
 * The order of a listing: labels from the last to the first, compared as one text.
 * Names with other characters than these are put somewhere that this does not say.
 *
 * @internal
 */
export function listingKey(name: string): string | undefined {
  if (!/^[a-z0-9_.-]+$/.test(name)) return undefined;
  return `${name.split('.').reverse().join('.')}.`;
}
