/*
 * TXT values. Hetzner has them as in a zone file: one or more quoted strings of at
 * most 255 bytes, where a backslash stands before quotes and backslashes, and before
 * the three decimal digits of any other byte (RFC 1035 5.1).
 *
 * Elsewhere a text is one quoted string, however it is cut: a reader of DNS puts the
 * parts together, so the cuts mean nothing.
 */

const longestString = 255;

/**
 * The text as one quoted string in its one spelling. What has no quotes around it is
 * taken as it is.
 *
 * @internal
 */
export function joinedText(value: string): string {
  return quoted(bytesOf(value));
}

/** The text as it is sent: strings of at most 255 bytes. @internal */
export function sentText(value: string): string {
  const bytes = bytesOf(value);
  const parts: string[] = [];
  for (let start = 0; start < bytes.length; start += longestString) {
    parts.push(quoted(bytes.subarray(start, start + longestString)));
  }
  return parts.length > 0 ? parts.join(' ') : '""';
}

const string = '"(?:[^"\\\\]|\\\\[^])*"';
const strings = new RegExp(`^${string}(?:\\s*${string})*$`);

function bytesOf(value: string): Uint8Array {
  const trimmed = value.trim();
  const encoder = new TextEncoder();
  if (!strings.test(trimmed)) return encoder.encode(value);
  const bytes: number[] = [];
  for (const [each] of trimmed.matchAll(new RegExp(string, 'g'))) {
    const inner = each.slice(1, -1);
    for (const [, decimal, escaped, plain] of inner.matchAll(
      /\\([01]\d\d|2[0-4]\d|25[0-5])|\\([^])|([^\\]+)/gu,
    )) {
      if (decimal !== undefined) bytes.push(Number(decimal));
      else
        for (const byte of encoder.encode(escaped ?? plain)) bytes.push(byte);
    }
  }
  return Uint8Array.from(bytes);
}

function quoted(bytes: Uint8Array): string {
  let text = '"';
  for (const byte of bytes) {
    if (byte === 0x22 || byte === 0x5c) {
      text += `\\${String.fromCharCode(byte)}`;
    } else if (byte >= 0x20 && byte < 0x7f) {
      text += String.fromCharCode(byte);
    } else {
      text += `\\${String(byte).padStart(3, '0')}`;
    }
  }
  return `${text}"`;
}
