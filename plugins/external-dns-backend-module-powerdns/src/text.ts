/*
 * Texts are compared in one form: quoted strings with a single space between them.
 * The server takes strings of any length and cuts them itself when it answers, so a
 * text that somebody cut after 255 bytes is the same as the whole one.
 */

/** Bytes of the longest string on the wire. */
const longestString = 255;

/** @internal */
export function canonicalText(content: string): string {
  const strings = stringsOf(content);
  const joined: string[] = [];
  let length = 0;
  for (const each of strings) {
    if (joined.length > 0 && length === longestString) {
      joined[joined.length - 1] += each;
    } else {
      joined.push(each);
    }
    length = bytesOf(each);
  }
  return joined.map(each => `"${each}"`).join(' ');
}

/** The insides of the quotes, escapes as they stand. */
function stringsOf(content: string): string[] {
  const trimmed = content.trim();
  const isQuoted = /^"(?:[^"\\]|\\.)*"(?:\s*"(?:[^"\\]|\\.)*")*$/su.test(
    trimmed,
  );
  if (!isQuoted) return [content.replace(/["\\]/g, '\\$&')];
  const strings = trimmed.match(/"(?:[^"\\]|\\.)*"/gsu) ?? [];
  return strings.map(each => each.slice(1, -1));
}

/** On the wire: `\"` is one byte, and so is `\195`. */
function bytesOf(escaped: string): number {
  return Buffer.byteLength(escaped.replace(/\\(?:[0-9]{3}|.)/gsu, 'x'));
}
