import { byteLength } from '../name';
import { TxtCipher } from './cipher';

const heritage = 'external-dns';
const heritageToken = `heritage=${heritage}`;

/** Label of the owner id. @public */
export const ownerLabel = 'owner';
/** Label of the object that asked: `kind/namespace/name`, kind in lower case. @public */
export const resourceLabel = 'resource';
/** Where ExternalDNS keeps the nonce of an encrypted TXT; never written. @internal */
export const nonceLabel = 'txt-encryption-nonce';

/**
 * The text of an ownership TXT, in quotes, labels sorted by their bytes. Nothing
 * is escaped, as nobody who reads it would undo that: see `labelDefect`.
 *
 * @internal
 */
export function serialiseLabels(labels: Record<string, string>): string {
  let text = `"${heritageToken}`;
  for (const key of Object.keys(labels).sort(byBytes)) {
    if (key !== nonceLabel) text += `,${heritage}/${key}=${labels[key]}`;
  }
  return `${text}"`;
}

/**
 * The labels that ExternalDNS reads from one TXT value; undefined where it is no
 * ownership TXT.
 *
 * @internal
 */
export function parseLabels(
  text: string,
  cipher?: TxtCipher,
): Record<string, string> | undefined {
  const bare = trimQuotes(text);
  if (cipher && !bare.startsWith(heritageToken)) {
    const plain = cipher.decrypt(bare);
    if (plain !== undefined) {
      const labels = parsePlain(trimQuotes(plain));
      if (labels) labels[nonceLabel] = bare.slice(0, 16);
      return labels;
    }
  }
  return parsePlain(bare);
}

const usualStart = `${heritageToken},${heritage}/owner=`;
const usualMiddle = `,${heritage}/resource=`;

/** Nearly all ownership TXT of a zone: an owner and a resource, and nothing else. */
function parseUsual(text: string): Record<string, string> | undefined {
  if (!text.startsWith(usualStart)) return undefined;
  const comma = text.indexOf(',', usualStart.length);
  if (comma < 0 || !text.startsWith(usualMiddle, comma)) return undefined;
  const resource = text.slice(comma + usualMiddle.length);
  if (resource.includes(',')) return undefined;
  return { owner: text.slice(usualStart.length, comma), resource };
}

function parsePlain(text: string): Record<string, string> | undefined {
  const usual = parseUsual(text);
  if (usual) return usual;
  // Most TXT records of a zone are not ours: they end here.
  if (!text.includes('heritage')) return undefined;
  let found = false;
  const labels: Record<string, string> = {};
  for (const token of text.split(',')) {
    const equals = token.indexOf('=');
    if (equals < 0) continue;
    const key = token.slice(0, equals);
    const value = token.slice(equals + 1);
    if (key === 'heritage') {
      if (value !== heritage) return undefined;
      found = true;
    } else if (key.startsWith(heritage)) {
      setLabel(
        labels,
        key.startsWith(`${heritage}/`) ? key.slice(heritage.length + 1) : key,
        value,
      );
    }
  }
  return found ? labels : undefined;
}

/** A key may be anything, `__proto__` too. */
function setLabel(
  labels: Record<string, string>,
  key: string,
  value: string,
): void {
  if (key === '__proto__') return;
  labels[key] = value;
}

/**
 * A TXT value as one text: the strings of `"aaa" "bbb"` joined, as RFC 7208 joins
 * them. ExternalDNS does not, and so loses what lies behind the cut.
 *
 * @internal
 */
export function joinStrings(text: string): string {
  return text.includes('" "') ? text.replaceAll(/"\s+"/g, '') : text;
}

/**
 * Why an owner id or a label cannot be written so that it reads back as the same;
 * undefined where it can. A TXT of more than 255 bytes is split by providers in
 * ways that ExternalDNS does not read.
 *
 * @internal
 */
export function labelDefect(
  labels: Record<string, string>,
): string | undefined {
  for (const [key, value] of Object.entries(labels)) {
    if (key === nonceLabel) continue;
    if (key === '' || /[,="\\\s\p{Cc}]/u.test(key)) {
      return `the label "${printable(
        key,
      )}" has a character that an ownership TXT cannot hold`;
    }
    if (/[,"\\\p{Cc}]/u.test(value) || value.trim() !== value) {
      return `the value of the label "${key}" has a character that an ownership TXT cannot hold`;
    }
  }
  const bytes = byteLength(serialiseLabels(labels)) - 2;
  if (bytes > 255) {
    return `its labels take ${bytes} bytes, an ownership TXT holds 255`;
  }
  return undefined;
}

function printable(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?').slice(0, 40);
}

function trimQuotes(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && text.charCodeAt(start) === 34) start += 1;
  while (end > start && text.charCodeAt(end - 1) === 34) end -= 1;
  return start === 0 && end === text.length ? text : text.slice(start, end);
}

function byBytes(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
