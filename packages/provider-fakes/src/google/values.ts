import { isIPv4, isIPv6 } from 'node:net';

const absoluteName = /^(\.|([^\s.\\"]{1,63}\.)+)$/;

/** Whether a name is absolute, and short enough: `www.openova.io.`. */
export function isAbsoluteName(name: string): boolean {
  return name.length <= 254 && absoluteName.test(name);
}

/** Whether a value is one of its type, in the form of a zone file. */
export function isValue(type: string, value: string): boolean {
  return checks[type]?.(value) ?? false;
}

/** Types that somebody may add; the value's check of each. */
const checks: Readonly<Record<string, (value: string) => boolean>> = {
  A: isIPv4,
  AAAA: isIPv6,
  ALIAS: isAbsoluteName,
  CAA: value => /^\d{1,3} [a-zA-Z0-9]+ ("[^"]*"|\S+)$/.test(value),
  CNAME: isAbsoluteName,
  DS: value => /^\d+ \d+ \d+ [0-9A-Fa-f]+$/.test(value),
  HTTPS: isService,
  MX: value => hasFields(value, [isNumber, isAbsoluteName]),
  NAPTR: value =>
    /^\d+ \d+ "[^"]*" "[^"]*" "[^"]*" \S+$/.test(value) &&
    isAbsoluteName(value.slice(value.lastIndexOf(' ') + 1)),
  NS: isAbsoluteName,
  PTR: isAbsoluteName,
  SOA: value => value.split(' ').length === 7,
  SPF: isText,
  SRV: value =>
    hasFields(value, [isNumber, isNumber, isNumber, isAbsoluteName]),
  SSHFP: value => /^\d+ \d+ [0-9A-Fa-f]+$/.test(value),
  SVCB: isService,
  TLSA: value => /^\d+ \d+ \d+ [0-9A-Fa-f]+$/.test(value),
  TXT: isText,
};

/** Whether the service holds record sets of a type. */
export function isType(type: string): boolean {
  return Object.hasOwn(checks, type);
}

/** Quoted strings of at most 255 bytes each. */
function isText(value: string): boolean {
  if (!/^"(?:[^"\\]|\\.)*"(?: "(?:[^"\\]|\\.)*")*$/.test(value)) return false;
  // Bytes that are no printable ASCII are escaped as three decimal digits.
  if (/[^\x20-\x7e]/.test(value)) return false;
  for (const [, string] of value.matchAll(/"((?:[^"\\]|\\.)*)"/g)) {
    const escapes = string.matchAll(/\\(\d{1,3})/g);
    for (const [, digits] of escapes) {
      if (digits.length < 3 || Number(digits) > 255) return false;
    }
    if (string.replace(/\\\d{3}|\\./g, 'x').length > 255) return false;
  }
  return true;
}

function isService(value: string): boolean {
  const [priority, target, ...parameters] = value.split(' ');
  return (
    isNumber(priority) &&
    isAbsoluteName(target ?? '') &&
    parameters.every(each => each !== '')
  );
}

function hasFields(
  value: string,
  fields: readonly ((field: string) => boolean)[],
): boolean {
  const given = value.split(' ');
  return (
    given.length === fields.length &&
    fields.every((isField, index) => isField(given[index]))
  );
}

function isNumber(field: string): boolean {
  return /^\d{1,5}$/.test(field) && Number(field) <= 65_535;
}
