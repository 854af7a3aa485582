import { DnsValueError } from './errors';

/**
 * A domain name as presentation text: no trailing dot, case kept, the empty
 * string for the root. Octets that would be mistaken for syntax are written
 * `\X`, octets that are not printable ASCII `\DDD` (RFC 1035 section 5.1).
 * @public
 */
export type Name = string;

/** Longest label, in octets (RFC 1035 section 2.3.4). @public */
export const MAX_LABEL_LENGTH = 63;

/** Longest name on the wire, length octets and root included. @public */
export const MAX_NAME_LENGTH = 255;

const PLAIN_NAME = /^[A-Za-z0-9_*-]{1,63}(?:\.[A-Za-z0-9_*-]{1,63})*$/;
const ESCAPED_WITH_BACKSLASH = new Set(
  Array.from('.\\"();@$', c => c.charCodeAt(0)),
);
const BACKSLASH = 0x5c;
const DOT = 0x2e;

const labelTexts: string[] = Array.from({ length: 256 }, (_, octet) => {
  if (octet < 0x21 || octet > 0x7e) {
    return `\\${String(octet).padStart(3, '0')}`;
  }
  const character = String.fromCharCode(octet);
  return ESCAPED_WITH_BACKSLASH.has(octet) ? `\\${character}` : character;
});

/** The presentation text of one label. @public */
export function formatLabel(label: Uint8Array): string {
  let text = '';
  for (const octet of label) {
    text += labelTexts[octet];
  }
  return text;
}

/** The name made of these labels, none of them the root's. @public */
export function formatName(labels: Iterable<Uint8Array>): Name {
  return Array.from(labels, formatLabel).join('.');
}

/**
 * The labels of a name, as octets, without the root's. One trailing dot is
 * accepted.
 * @throws DnsValueError for an empty or too long label, a name above 255
 * octets, a broken escape, or text outside of ASCII.
 * @public
 */
export function parseName(text: string): Uint8Array[] {
  if (text === '' || text === '.') {
    return [];
  }
  const labels: Uint8Array[] = [];
  let label: number[] = [];
  let nameLength = 1;
  const finishLabel = () => {
    if (label.length === 0) {
      throw new DnsValueError(`The name ${quoted(text)} has an empty label.`);
    }
    if (label.length > MAX_LABEL_LENGTH) {
      throw new DnsValueError(
        `The name ${quoted(text)} has a label of ${
          label.length
        } octets, the limit is 63.`,
      );
    }
    nameLength += label.length + 1;
    labels.push(Uint8Array.from(label));
    label = [];
  };
  let position = 0;
  while (position < text.length) {
    const code = text.charCodeAt(position);
    if (code === DOT) {
      finishLabel();
      position += 1;
    } else if (code === BACKSLASH) {
      const escape = readEscape(text, position);
      label.push(escape.octet);
      position = escape.next;
    } else if (code > 0x7e || code <= 0x20) {
      throw new DnsValueError(
        `The name ${quoted(
          text,
        )} has a space or a character outside of ASCII: write it as an A-label (xn--) or as \\DDD.`,
      );
    } else {
      label.push(code);
      position += 1;
    }
  }
  // A dot that ends the text has closed its label already.
  if (label.length > 0) {
    finishLabel();
  }
  if (nameLength > MAX_NAME_LENGTH) {
    throw new DnsValueError(
      `The name ${quoted(text)} takes ${nameLength} octets, the limit is 255.`,
    );
  }
  return labels;
}

/**
 * Reads `\X` or `\DDD` at a position of presentation text.
 * @throws DnsValueError when the escape is cut off or above 255.
 * @internal
 */
export function readEscape(
  text: string,
  position: number,
): { octet: number; next: number } {
  const code = text.charCodeAt(position + 1);
  if (Number.isNaN(code)) {
    throw new DnsValueError(`${quoted(text)} ends with a lone backslash.`);
  }
  if (code < 0x30 || code > 0x39) {
    if (code > 0x7e || code < 0x20) {
      throw new DnsValueError(
        `${quoted(
          text,
        )} escapes a character outside of ASCII: write it as \\DDD.`,
      );
    }
    return { octet: code, next: position + 2 };
  }
  const digits = text.slice(position + 1, position + 4);
  if (!/^[0-9]{3}$/.test(digits) || Number(digits) > 255) {
    throw new DnsValueError(
      `${quoted(
        text,
      )} has the escape \\${digits}: three digits up to 255 are needed.`,
    );
  }
  return { octet: Number(digits), next: position + 4 };
}

/** Text for an error sentence: quoted, and cut when long. @internal */
export function quoted(text: string): string {
  return JSON.stringify(text.length > 300 ? `${text.slice(0, 300)}...` : text);
}

/**
 * The name with the escapes that this package writes and without trailing
 * dot; case is kept.
 * @throws DnsValueError when the text is no name.
 * @public
 */
export function normalizeName(text: string): Name {
  return isPlain(text) ? text : formatName(parseName(text));
}

/**
 * The form in which equal names are equal strings: normalized, ASCII letters
 * in lower case (RFC 4343).
 * @throws DnsValueError when the text is no name.
 * @public
 */
export function canonicalName(text: string): Name {
  if (isPlain(text)) {
    return text.toLowerCase();
  }
  return formatName(parseName(text).map(lowerCase));
}

/** Whether two texts are the same name, whatever the case. @public */
export function namesEqual(left: string, right: string): boolean {
  return left === right || canonicalName(left) === canonicalName(right);
}

/**
 * Order of names as in RFC 4034 section 6.1: by label from the right, octets
 * in lower case. Negative when left comes first.
 * @public
 */
export function compareNames(left: string, right: string): number {
  const leftLabels = parseName(left).map(lowerCase).reverse();
  const rightLabels = parseName(right).map(lowerCase).reverse();
  const shared = Math.min(leftLabels.length, rightLabels.length);
  for (let index = 0; index < shared; index += 1) {
    const order = Buffer.compare(leftLabels[index], rightLabels[index]);
    if (order !== 0) {
      return order;
    }
  }
  return leftLabels.length - rightLabels.length;
}

/** Whether a name is the zone's own name or below it. @public */
export function isAtOrBelow(name: string, zone: string): boolean {
  const labels = parseName(name).map(lowerCase);
  const zoneLabels = parseName(zone).map(lowerCase);
  const skipped = labels.length - zoneLabels.length;
  return (
    skipped >= 0 &&
    zoneLabels.every(
      (label, index) => Buffer.compare(label, labels[skipped + index]) === 0,
    )
  );
}

function isPlain(text: string): boolean {
  // Plain labels are one octet a character, plus the first length and the root.
  return text.length <= MAX_NAME_LENGTH - 2 && PLAIN_NAME.test(text);
}

function lowerCase(label: Uint8Array): Uint8Array {
  return label.map(octet =>
    octet >= 0x41 && octet <= 0x5a ? octet + 0x20 : octet,
  );
}
