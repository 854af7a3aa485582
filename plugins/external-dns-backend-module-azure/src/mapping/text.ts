/*
 * TXT values. Azure stores a text as a list of strings of at most 255 bytes, without
 * quotes and escapes. Elsewhere a text is one quoted string, however it is cut: who
 * reads DNS puts the parts together, so the cuts mean nothing.
 *
 * ExternalDNS stores its texts with the quotes as part of the content. An ownership
 * text that stands like that says the same as one without them, so a zone that is taken
 * over needs no rewriting; any other text is what it is.
 */

const longestString = 255;

/** The text as one quoted string, in its one spelling. @internal */
export function quotedText(target: string): string {
  return quote(contentOf(target));
}

/** A text that was read. @internal */
export function textOfStrings(strings: readonly string[]): string {
  const content = strings.join('');
  return isQuotedOwnership(content) ? content : quote(content);
}

/** The text as it is stored. @internal */
export function stringsOfText(target: string): string[] {
  const strings: string[] = [];
  let string = '';
  let bytes = 0;
  for (const character of contentOf(target)) {
    const size = new TextEncoder().encode(character).length;
    if (bytes + size > longestString) {
      strings.push(string);
      string = '';
      bytes = 0;
    }
    string += character;
    bytes += size;
  }
  return [...strings, string];
}

/** An ownership text of ExternalDNS, plain or encrypted, in quotes that are content. */
function isQuotedOwnership(content: string): boolean {
  return /^"(?:heritage=[^"\\]*|[A-Za-z0-9+/]{40,}={0,2})"$/.test(content);
}

function quote(content: string): string {
  return `"${content.replace(/["\\]/g, '\\$&')}"`;
}

/** What a target says, without quotes and escapes; without quotes it is taken as it is. */
function contentOf(target: string): string {
  const strings = quotedStrings(target.trim());
  if (!strings) return target;
  return strings
    .map(string =>
      string.replace(/\\(?:([0-9]{3})|([^]))/g, (escape, code, character) =>
        code === undefined ? character : characterOf(Number(code)) ?? escape,
      ),
    )
    .join('');
}

/** `\032` and so on; bytes beyond ASCII are no characters of their own. */
function characterOf(code: number): string | undefined {
  return code < 0x80 ? String.fromCharCode(code) : undefined;
}

function quotedStrings(value: string): string[] | undefined {
  if (!/^"(?:[^"\\]|\\[^])*"(?:\s*"(?:[^"\\]|\\[^])*")*$/.test(value)) {
    return undefined;
  }
  return [...value.matchAll(/"((?:[^"\\]|\\[^])*)"/g)].map(match => match[1]);
}
