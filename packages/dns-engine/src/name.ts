import { toASCII, toUnicode } from 'tr46';

/*
 * Names are compared the way ExternalDNS compares them: UTS 46 lookup mapping,
 * transitional (ß is ss), without STD3 rules so that underscores and asterisks
 * pass. A name that cannot be mapped is compared in lower case. Unlike there, no
 * trailing dot is added but one is taken away.
 *
 * Nearly all names are plain lower-case ASCII, and a zone may hold 350,000 of
 * them: those never reach the mapping.
 */

const profile = {
  checkBidi: false,
  checkHyphens: true,
  checkJoiners: true,
  transitionalProcessing: true,
  useSTD3ASCIIRules: false,
  verifyDNSLength: false,
} as const;

/**
 * The name as it is compared: UTS 46, lower case, without a trailing dot.
 *
 * @public
 */
export function normaliseName(name: string): string {
  if (isPlain(name)) return withoutDot(name);
  const trimmed = name.trim();
  if (trimmed === '') return '';
  return withoutDot(toASCII(trimmed, profile) ?? trimmed.toLowerCase());
}

/**
 * The name as domain filters see it: lower case, Unicode, without a trailing dot.
 *
 * @public
 */
export function filterName(name: string): string {
  if (isPlain(name)) return withoutDot(name);
  const trimmed = withoutDot(name.trim().toLowerCase());
  const { domain, error } = toUnicode(trimmed, {
    ...profile,
    transitionalProcessing: false,
  });
  return error ? trimmed : domain;
}

/** Lower-case ASCII without punycode: what UTS 46 leaves as it is. */
function isPlain(name: string): boolean {
  for (let index = 0; index < name.length; index += 1) {
    const code = name.charCodeAt(index);
    if (code <= 32 || code >= 127 || (code >= 65 && code <= 90)) return false;
    // "xn--" at the start of a label is punycode, to be checked and decoded.
    if (
      code === 120 &&
      name.startsWith('xn--', index) &&
      (index === 0 || name.charCodeAt(index - 1) === 46)
    ) {
      return false;
    }
  }
  return true;
}

function withoutDot(name: string): string {
  return name.endsWith('.') ? name.slice(0, -1) : name;
}

/**
 * Whether a normalised name is a domain or lies below it. The empty domain, the
 * root, holds every name.
 *
 * @public
 */
export function isWithin(name: string, domain: string): boolean {
  if (domain === '') return true;
  if (!name.endsWith(domain)) return false;
  return (
    name.length === domain.length ||
    name.charCodeAt(name.length - domain.length - 1) === 46
  );
}

/**
 * Why a normalised name cannot live in DNS (RFC 1035 3.1: labels of 1 to 63
 * bytes, 255 bytes with their lengths); undefined where it can.
 *
 * @public
 */
export function nameDefect(name: string): string | undefined {
  if (name === '') return 'it is empty';
  if (isHostName(name)) return undefined;
  let bytes = 1;
  for (const label of name.split('.')) {
    const length = byteLength(label);
    if (length === 0) return 'it has an empty label';
    if (length > 63)
      return `the label "${excerpt(
        label,
      )}" is ${length} bytes long, 63 are allowed`;
    if (/[\s\p{Cc}"\\]/u.test(label))
      return `the label "${excerpt(
        label,
      )}" has a character that no host name may have`;
    bytes += length + 1;
  }
  if (bytes > 255) return `it takes ${bytes} bytes, 255 are allowed`;
  if (/[^\x21-\x7e]/.test(name)) return 'it cannot be written in ASCII (IDNA)';
  return undefined;
}

/** Lower-case letters, digits, hyphens, underscores and stars, in short labels. */
function isHostName(name: string): boolean {
  if (name.length > 253) return false;
  let start = 0;
  for (let index = 0; index < name.length; index += 1) {
    const code = name.charCodeAt(index);
    if (code === 46) {
      if (index === start || index - start > 63) return false;
      start = index + 1;
    } else if (
      !((code >= 97 && code <= 122) || (code >= 45 && code <= 57)) &&
      code !== 95 &&
      code !== 42
    ) {
      return false;
    }
  }
  return name.length > start && name.length - start <= 63;
}

function excerpt(text: string): string {
  const printable = text.replace(/[^\x20-\x7e]/g, '?');
  return printable.length > 40 ? `${printable.slice(0, 40)}...` : printable;
}

/** Bytes of the text in UTF-8. @internal */
export function byteLength(text: string): number {
  let bytes = text.length;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code < 0x80) continue;
    if (code < 0x800) bytes += 1;
    else if (code >= 0xd800 && code < 0xdc00) {
      bytes += 2;
      index += 1;
    } else bytes += 2;
  }
  return bytes;
}
