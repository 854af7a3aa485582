import { isIPv4, isIPv6 } from 'node:net';

/** Why a value is none of its type, in the service's words; undefined where it is. */
export function valueDefect(type: string, value: string): string | undefined {
  const defect = checks[type]?.(value);
  return defect === undefined
    ? undefined
    : `Invalid Resource Record: 'FATAL problem: ${defect} encountered with '${value}''`;
}

const hostName = /^(\*\.)?([^\s.\\]{1,63}\.)*[^\s.\\]{1,63}\.?$|^\.$/;

const checks: Readonly<Record<string, (value: string) => string | undefined>> =
  {
    A: value =>
      isIPv4(value)
        ? undefined
        : 'ARRDATAIllegalIPv4Address (Value is not a valid IPv4 address)',
    AAAA: value =>
      isIPv6(value)
        ? undefined
        : 'AAAARRDATAIllegalIPv6Address (Value is not a valid IPv6 address)',
    CNAME: domain,
    NS: domain,
    PTR: domain,
    MX: value => fields(value, [isUint16, isHost]),
    SRV: value => fields(value, [isUint16, isUint16, isUint16, isHost]),
    TXT: strings,
    SPF: strings,
    CAA: value =>
      /^\d{1,3} [a-zA-Z0-9]+ "[^"]*"$/.test(value)
        ? undefined
        : 'CAARRDATANotThreeFields (Value must be flags, tag and quoted value)',
    NAPTR: value =>
      /^\d+ \d+ "[^"]*" "[^"]*" "[^"]*" \S+$/.test(value)
        ? undefined
        : 'NAPTRRDATANotSixFields (Value must have six fields)',
    DS: value => matches(value, /^\d+ \d+ \d+ [0-9A-Fa-f]+$/),
    TLSA: value => matches(value, /^\d+ \d+ \d+ [0-9A-Fa-f]+$/),
    SSHFP: value => matches(value, /^\d+ \d+ [0-9A-Fa-f]+$/),
    HTTPS: value => matches(value, /^\d+ \S+( .*)?$/),
    SVCB: value => matches(value, /^\d+ \S+( .*)?$/),
  };

function domain(value: string): string | undefined {
  return isHost(value)
    ? undefined
    : 'DomainNameEmpty (Value is not a valid domain name)';
}

function strings(value: string): string | undefined {
  if (!/^"(?:[^"\\]|\\[^])*"(?:\s+"(?:[^"\\]|\\[^])*")*$/.test(value)) {
    return 'InvalidCharacterString (Value should be enclosed in quotation marks)';
  }
  if (/[^\x20-\x7e]/.test(value)) {
    return 'InvalidCharacterString (Value contains characters outside of printable ASCII)';
  }
  for (const [, string] of value.matchAll(/"((?:[^"\\]|\\[^])*)"/g)) {
    const length = string.replace(/\\[0-3][0-7]{2}|\\[^]/g, 'x').length;
    if (length > 255) return 'CharacterStringTooLong (Value is too long)';
  }
  return undefined;
}

function fields(
  value: string,
  parts: readonly ((field: string) => boolean)[],
): string | undefined {
  const given = value.split(' ');
  return given.length === parts.length &&
    parts.every((isPart, index) => isPart(given[index]))
    ? undefined
    : 'RRDATANotAsExpected (Value does not have the fields of its type)';
}

function matches(value: string, pattern: RegExp): string | undefined {
  return pattern.test(value)
    ? undefined
    : 'RRDATANotAsExpected (Value does not have the fields of its type)';
}

function isUint16(field: string): boolean {
  return /^\d{1,5}$/.test(field) && Number(field) <= 65_535;
}

function isHost(field: string): boolean {
  return field.length <= 255 && hostName.test(field);
}
