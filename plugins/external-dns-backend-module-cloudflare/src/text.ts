/*
 * TXT content. The service wants character-strings in quotes, each of up to 255
 * bytes, and cuts longer ones itself; what was sent without quotes may come back
 * with them. So texts have one form here, both as wished and as read: quoted
 * strings, and those that can only stem from a cut joined again.
 */

const longestString = 255;

/** A character or an escape, and its bytes on the wire. */
interface Unit {
  text: string;
  bytes: number;
}

/** The one form in which texts are compared. @internal */
export function canonicalText(content: string): string {
  const strings: Unit[][] = [];
  for (const next of stringsOf(content)) {
    const last = strings.at(-1);
    if (last && isCut(last, next)) last.push(...next);
    else strings.push([...next]);
  }
  return quoted(strings);
}

/** A canonical text as it is sent: no string is longer than DNS allows. @internal */
export function sentText(target: string): string {
  return quoted(stringsOf(target).flatMap(cut));
}

/** The text within one quoted string, without its escapes. @internal */
export function unquoted(text: string): string {
  if (!/^".*"$/s.test(text)) return text;
  return text.slice(1, -1).replace(/\\(.)/gs, '$1');
}

/** A text as one quoted string. @internal */
export function quotedText(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}

function stringsOf(content: string): Unit[][] {
  const trimmed = content.trim();
  const isQuoted = /^"(?:[^"\\]|\\.)*"(?:\s*"(?:[^"\\]|\\.)*")*$/su.test(
    trimmed,
  );
  if (!isQuoted) return [unitsOf(content.replace(/["\\]/g, '\\$&'))];
  const strings = trimmed.match(/"(?:[^"\\]|\\.)*"/gsu) ?? [];
  return strings.map(each => unitsOf(each.slice(1, -1)));
}

function unitsOf(text: string): Unit[] {
  const units = text.match(/\\[0-9]{3}|\\?./gsu) ?? [];
  return units.map(unit => {
    if (/^\\[0-9]{3}$/.test(unit)) return { text: unit, bytes: 1 };
    const character = unit.startsWith('\\') ? unit.slice(1) : unit;
    const needsEscape = character === '"' || character === '\\';
    return {
      text: needsEscape ? `\\${character}` : character,
      bytes: bytesOf(character),
    };
  });
}

function bytesOf(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
}

function size(units: readonly Unit[]): number {
  return units.reduce((sum, { bytes }) => sum + bytes, 0);
}

/** Whether two strings look as if one longer string had been cut there. */
function isCut(last: readonly Unit[], next: readonly Unit[]): boolean {
  if (next.length === 0) return false;
  const pieces = cut([...last]);
  const end = size(pieces[pieces.length - 1]);
  return end > 0 && end + next[0].bytes > longestString;
}

function cut(units: readonly Unit[]): Unit[][] {
  const pieces: Unit[][] = [[]];
  let bytes = 0;
  for (const unit of units) {
    if (bytes + unit.bytes > longestString) {
      pieces.push([]);
      bytes = 0;
    }
    pieces[pieces.length - 1].push(unit);
    bytes += unit.bytes;
  }
  return pieces;
}

function quoted(strings: readonly (readonly Unit[])[]): string {
  return strings
    .map(units => `"${units.map(({ text }) => text).join('')}"`)
    .join(' ');
}
