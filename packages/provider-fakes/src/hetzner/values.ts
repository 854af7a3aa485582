import { isIPv4, isIPv6 } from 'node:net';

/*
 * What a record of each type may say, as in a zone file. Host names without a dot at
 * their end are taken relative to the zone, so both forms are let in.
 */

const number = '\\d{1,5}';
const host = '(\\S+)';
const forms: Readonly<Record<string, RegExp>> = {
  CNAME: new RegExp(`^${host}$`),
  NS: new RegExp(`^${host}$`),
  PTR: new RegExp(`^${host}$`),
  MX: new RegExp(`^${number} ${host}$`),
  SRV: new RegExp(`^${number} ${number} ${number} ${host}$`),
  HTTPS: new RegExp(`^${number} ${host}( [a-z0-9-]+(=("[^"]*"|[^\\s"]+))?)*$`),
  SVCB: new RegExp(`^${number} ${host}( [a-z0-9-]+(=("[^"]*"|[^\\s"]+))?)*$`),
  CAA: /^(?:\d|\d\d|1\d\d|2[0-4]\d|25[0-5]) [a-z0-9]+ "(?:[^"\\]|\\.)*"$/,
  DS: /^\d{1,5} \d{1,3} \d{1,3} (?:[0-9A-Fa-f]{2})+$/,
  TLSA: /^[0-3] [01] [0-2] (?:[0-9A-Fa-f]{2})+$/,
  HINFO: /^("[^"]*"|\S+) ("[^"]*"|\S+)$/,
  RP: /^\S+ \S+$/,
};

/** Why a value cannot be one of its type; undefined where it can. */
export function valueDefect(type: string, value: string): string | undefined {
  if (type === 'A') return isIPv4(value) ? undefined : 'is no IPv4 address';
  if (type === 'AAAA') return isIPv6(value) ? undefined : 'is no IPv6 address';
  if (type === 'TXT') return textDefect(value);
  const match = forms[type]?.exec(value);
  if (!match) return `is no ${type} record`;
  const hasHost = forms[type].source.includes(host);
  return hasHost ? hostDefect(match[1]) : undefined;
}

function hostDefect(name: string): string | undefined {
  if (name === '.' || name === '@') return undefined;
  const labels = name.replace(/\.$/, '').split('.');
  const isHost =
    name.length <= 254 &&
    labels.every(label => /^[A-Za-z0-9_*-]{1,63}$/.test(label));
  return isHost ? undefined : 'has no valid host name';
}

function textDefect(value: string): string | undefined {
  if (!/^"(?:[^"\\]|\\.)*"(?: "(?:[^"\\]|\\.)*")*$/.test(value)) {
    return 'must be in double quotes';
  }
  for (const string of value.match(/"(?:[^"\\]|\\.)*"/g) ?? []) {
    const characters = string
      .slice(1, -1)
      .replace(/\\\d{3}/g, '.')
      .replace(/\\(.)/g, '$1');
    if (Buffer.byteLength(characters) > 255) {
      return 'has a string of more than 255 bytes';
    }
  }
  return undefined;
}
