import { isIPv4, isIPv6 } from 'node:net';

/*
 * What the server makes of a content: it reads it, writes it again in its own
 * spelling, and refuses what is spelled otherwise, but for addresses and hexadecimal
 * digits, which it spells anew. Tried with PowerDNS 4.7.3.
 */

/** A content that the server does not take, in the words that follow the record's name. */
export class BadContent extends Error {}

const name = String.raw`(?:\.|(?:[!-~]+\.))`;
const text = String.raw`"(?:[^"\\]|\\.)*"`;
const number = '(?:0|[1-9][0-9]*)';

const spellings: Readonly<Record<string, RegExp>> = {
  CAA: new RegExp(`^${number} [a-z0-9]+ ${text}$`),
  CNAME: new RegExp(`^${name}$`),
  DNAME: new RegExp(`^${name}$`),
  MX: new RegExp(`^${number} ${name}$`),
  NAPTR: new RegExp(`^${number} ${number} ${text} ${text} ${text} ${name}$`),
  NS: new RegExp(`^${name}$`),
  PTR: new RegExp(`^${name}$`),
  SRV: new RegExp(`^${number} ${number} ${number} ${name}$`),
  TXT: new RegExp(`^${text}(?: ${text})*$`, 's'),
  ALIAS: new RegExp(`^${name}$`),
  HTTPS: new RegExp(`^${number} ${name}(?: [a-z0-9]+(?:=[^" ]+)?)*$`),
};

const hexadecimal: Readonly<Record<string, RegExp>> = {
  DS: new RegExp(`^${number} ${number} ${number} [0-9a-f]+$`),
  SSHFP: new RegExp(`^${number} ${number} [0-9a-f]+$`),
  TLSA: new RegExp(`^${number} ${number} ${number} [0-9a-f]+$`),
};

/** Types that the server knows. */
export function isKnownType(type: string): boolean {
  return (
    ['A', 'AAAA', 'SOA', 'LUA'].includes(type) ||
    Object.hasOwn(spellings, type) ||
    Object.hasOwn(hexadecimal, type)
  );
}

/** @throws BadContent */
export function stored(type: string, content: string): string {
  if (type === 'A') {
    if (isIPv4(content)) return content;
    throw new BadContent(
      "Parsing record content (try 'pdnsutil check-zone'): while parsing IP address",
    );
  }
  if (type === 'AAAA') {
    if (!isIPv6(content)) throw new BadContent('Invalid IPv6 address');
    return new URL(`http://[${content}]`).hostname.slice(1, -1);
  }
  const digits = content.toLowerCase();
  if (Object.hasOwn(hexadecimal, type)) {
    if (hexadecimal[type].test(digits)) return digits;
    throw new BadContent('Not in expected format');
  }
  if (!Object.hasOwn(spellings, type) || spellings[type].test(content)) {
    return content;
  }
  throw new BadContent('Not in expected format');
}
