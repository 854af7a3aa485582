/*
 * TXT values. Cloud DNS stores one or more quoted strings of at most 255 bytes each, as
 * a zone file has them: printable ASCII stands for itself, quotes and backslashes have
 * a backslash before them, and every other byte is a backslash with three decimal
 * digits.
 *
 * Elsewhere a text is one quoted string, however it is cut: a reader of DNS puts the
 * parts together, so the cuts mean nothing.
 */

const longestString = 255;

/** One quoted string in which nothing is escaped, as nearly all texts are. */
const isPlain = /^"[\x20\x21\x23-\x5b\x5d-\x7e]*"$/;

/**
 * The text as one quoted string in its one spelling. Without quotes it is taken as it
 * is.
 *
 * @internal
 */
export function joinedText(value: string): string {
  return isPlain.test(value) ? value : quoted(bytesOf(value));
}

/** The text as it is stored: strings of at most 255 bytes. @internal */
export function storedText(value: string): string {
  if (value.length <= longestString && isPlain.test(value)) return value;
  const bytes = bytesOf(value);
  const parts: string[] = [];
  for (let start = 0; start < bytes.length; start += longestString) {
    parts.push(quoted(bytes.subarray(start, start + longestString)));
  }
  return parts.length > 0 ? parts.join(' ') : '""';
}

function quoted(bytes: Uint8Array): string {
  let text = '"';
  for (const byte of bytes) {
    const isSpecial = byte === 0x22 || byte === 0x5c;
    if (isSpecial) text += `\\${String.fromCharCode(byte)}`;
    else if (byte >= 0x20 && byte < 0x7f) text += String.fromCharCode(byte);
    else text += `\\${byte.toString().padStart(3, '0')}`;
  }
  return `${text}"`;
}

function bytesOf(value: string): Uint8Array {
  const encoder = new TextEncoder();
  const strings = quotedStrings(value.trim());
  if (!strings) return encoder.encode(value);
  const bytes: number[] = [];
  for (const string of strings) {
    const parts = string.matchAll(
      /\\([01][0-9]{2}|2[0-4][0-9]|25[0-5])|\\([^])|([^\\]+)/g,
    );
    for (const [, decimal, escaped, plain] of parts) {
      if (decimal !== undefined) bytes.push(Number(decimal));
      else bytes.push(...encoder.encode(escaped ?? plain));
    }
  }
  return Uint8Array.from(bytes);
}

/** What stands between the quotes; undefined where the text is no list of quoted strings. */
function quotedStrings(value: string): string[] | undefined {
  if (!/^"(?:[^"\\]|\\[^])*"(?:\s*"(?:[^"\\]|\\[^])*")*$/.test(value)) {
    return undefined;
  }
  return [...value.matchAll(/"((?:[^"\\]|\\[^])*)"/g)].map(match => match[1]);
}
