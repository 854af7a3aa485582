import { DnsValueError } from './errors';
import { quoted, readEscape } from './name';

/** Octets that a character string holds at most (RFC 1035 section 3.3). */
const MAX_STRING_LENGTH = 255;
const QUOTE = '"';
const WHITESPACE = /[ \t]/;

/** The UTF-8 octets of a text. @public */
export function octetsOf(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, 'utf8'));
}

/** The text of UTF-8 octets; what is not UTF-8 becomes U+FFFD. @public */
export function textOf(octets: Uint8Array): string {
  return Buffer.from(octets).toString('utf8');
}

/** Octets cut into character strings of up to 255, at least one. @public */
export function splitIntoStrings(octets: Uint8Array): Uint8Array[] {
  const strings: Uint8Array[] = [];
  for (let start = 0; start < octets.length; start += MAX_STRING_LENGTH) {
    strings.push(octets.slice(start, start + MAX_STRING_LENGTH));
  }
  return strings.length > 0 ? strings : [new Uint8Array(0)];
}

/** The octets of all strings in a row, which is what a TXT record means. @public */
export function joinStrings(strings: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(Buffer.concat(strings));
}

/**
 * Octets in quotes: `"` and `\` behind a backslash, what is not printable
 * ASCII as `\DDD`.
 * @public
 */
export function quoteOctets(octets: Uint8Array): string {
  let text = '';
  for (const octet of octets) {
    const character = String.fromCharCode(octet);
    if (octet < 0x20 || octet > 0x7e) {
      text += `\\${String(octet).padStart(3, '0')}`;
    } else {
      text += character === QUOTE || character === '\\' ? '\\' : '';
      text += character;
    }
  }
  return `"${text}"`;
}

/**
 * The text that ExternalDNS holds for a TXT record. Strings that are nothing
 * but a long value cut every 255 octets become one quoted text; strings cut
 * elsewhere keep their own quotes, since the cut could not be found again.
 * @public
 */
export function stringsToText(strings: readonly Uint8Array[]): string {
  const value = joinStrings(strings);
  const isPlainCut = splitIntoStrings(value).every(
    (string, index) => string.length === strings[index]?.length,
  );
  const isOneValue =
    isPlainCut && strings.length === splitIntoStrings(value).length;
  return isOneValue
    ? quoteOctets(value)
    : strings.map(string => quoteOctets(string)).join(' ');
}

/**
 * The strings of a TXT record from the text that ExternalDNS holds: quoted
 * segments with escapes when it starts with a quote, else the text as it is.
 * Segments above 255 octets are cut.
 * @throws DnsValueError when a quote is not closed, or text stands outside of
 * the quotes.
 * @public
 */
export function textToStrings(text: string): Uint8Array[] {
  if (!text.trimStart().startsWith(QUOTE)) {
    return splitIntoStrings(octetsOf(text));
  }
  return readFields(text).flatMap(field => {
    if (!field.quoted) {
      throw new DnsValueError(
        `The TXT value ${quoted(text)} has text outside of its quotes.`,
      );
    }
    return splitIntoStrings(field.octets);
  });
}

/** One field of presentation text. @internal */
export interface Field {
  /** As written, without the quotes. */
  text: string;
  /** With the escapes resolved. */
  octets: Uint8Array;
  quoted: boolean;
}

/**
 * The fields of presentation text (RFC 1035 section 5.1): words between
 * spaces, or anything between quotes.
 * @throws DnsValueError for an open quote or a broken escape.
 * @internal
 */
export function readFields(text: string): Field[] {
  const fields: Field[] = [];
  let position = 0;
  while (position < text.length) {
    if (WHITESPACE.test(text[position])) {
      position += 1;
      continue;
    }
    const isQuoted = text[position] === QUOTE;
    const start = isQuoted ? position + 1 : position;
    const field = readField(text, start, isQuoted);
    fields.push({
      text: text.slice(start, field.end),
      octets: field.octets,
      quoted: isQuoted,
    });
    position = isQuoted ? field.end + 1 : field.end;
  }
  return fields;
}

function readField(
  text: string,
  start: number,
  isQuoted: boolean,
): { octets: Uint8Array; end: number } {
  const octets: number[] = [];
  let position = start;
  const atEnd = () =>
    isQuoted
      ? text[position] === QUOTE
      : position >= text.length || WHITESPACE.test(text[position]);
  while (!atEnd()) {
    if (position >= text.length) {
      throw new DnsValueError(
        `${quoted(text)} has a quote that is not closed.`,
      );
    }
    if (text[position] === '\\') {
      const escape = readEscape(text, position);
      octets.push(escape.octet);
      position = escape.next;
    } else if (text.charCodeAt(position) < 0x80) {
      // Nearly all of it; a Buffer for each character takes most of the time.
      octets.push(text.charCodeAt(position));
      position += 1;
    } else {
      const character = String.fromCodePoint(text.codePointAt(position) ?? 0);
      octets.push(...octetsOf(character));
      position += character.length;
    }
  }
  return { octets: Uint8Array.from(octets), end: position };
}
