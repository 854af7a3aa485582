import { joinedText, storedText } from './textValue';

/*
 * The values of a record set. Cloud DNS has them as a zone file does, every name in
 * them absolute. In ExternalDNS a target that is (or ends in) a host name has no dot at
 * its end, except in SRV, NAPTR, HTTPS and SVCB.
 */

/** Which field of a value is a name, counted from the end where negative. */
const nameField: Readonly<Record<string, number>> = {
  CNAME: -1,
  HTTPS: 1,
  MX: -1,
  NAPTR: -1,
  NS: -1,
  PTR: -1,
  SRV: -1,
  SVCB: 1,
};

const withoutDot: ReadonlySet<string> = new Set(['CNAME', 'MX', 'NS', 'PTR']);

/** A target as it is sent. @internal */
export function toServiceValue(recordType: string, target: string): string {
  if (recordType === 'TXT') return storedText(target);
  const value = target.trim();
  const position = nameField[recordType];
  if (position === undefined) return value;
  const fields = fieldsOf(value);
  const name = fields.at(position);
  if (name === undefined || name.endsWith('.')) return fields.join(' ');
  return fields.with(position, `${name}.`).join(' ');
}

/** A value that was read, in ExternalDNS's spelling. @internal */
export function fromServiceValue(recordType: string, value: string): string {
  if (recordType === 'TXT') return joinedText(value);
  const isLong = value.length > 1 && !value.endsWith(' .');
  return withoutDot.has(recordType) && isLong && value.endsWith('.')
    ? value.slice(0, -1)
    : value;
}

/** A target in the one spelling in which it will be read back. @internal */
export function standardTarget(recordType: string, target: string): string {
  return fromServiceValue(recordType, toServiceValue(recordType, target));
}

/** What spaces part, with quoted strings whole. */
function fieldsOf(value: string): string[] {
  return value.match(/(?:[^\s"]|"(?:[^"\\]|\\[^])*")+/g) ?? [];
}
