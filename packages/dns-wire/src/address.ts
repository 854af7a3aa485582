import { IPv6 } from 'ipaddr.js';
import { DnsValueError } from './errors';
import { quoted } from './name';

// Leading zeros mean octal to some readers and decimal to others: refused.
const PART = '(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])';
const FOUR_PARTS = new RegExp(`^${PART}\\.${PART}\\.${PART}\\.${PART}$`);

/** The octets of an IPv4 address. @throws DnsValueError @public */
export function parseIpv4(text: string): Uint8Array {
  const match = FOUR_PARTS.exec(text);
  if (!match) {
    throw new DnsValueError(`${quoted(text)} is not an IPv4 address.`);
  }
  return Uint8Array.from(match.slice(1), Number);
}

/** The text of four octets. @public */
export function formatIpv4(octets: Uint8Array): string {
  return octets.join('.');
}

/** The octets of an IPv6 address without a zone index. @throws DnsValueError @public */
export function parseIpv6(text: string): Uint8Array {
  if (!text.includes(':') || text.includes('%') || !IPv6.isValid(text)) {
    throw new DnsValueError(`${quoted(text)} is not an IPv6 address.`);
  }
  const dotted = text.slice(text.lastIndexOf(':') + 1);
  if (dotted.includes('.')) {
    parseIpv4(dotted);
  }
  return Uint8Array.from(IPv6.parse(text).toByteArray());
}

/** The text of sixteen octets, as RFC 5952 says. @public */
export function formatIpv6(octets: Uint8Array): string {
  return new IPv6(Array.from(octets)).toRFC5952String();
}
