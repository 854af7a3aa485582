/**
 * IP addresses as Go's `netip` reads them: IPv4 with four decimal numbers and no
 * leading zeros, IPv6 with `::`, an IPv4 tail and a zone. An IPv4-mapped IPv6
 * address stays IPv6.
 *
 * @public
 */
export interface Address {
  family: 4 | 6;
  /** 4 or 16 bytes. */
  bytes: Uint8Array;
}

/** Undefined where the text is no address. @public */
export function parseAddress(value: string): Address | undefined {
  if (value.length < 2 || value.length > 128) return undefined;
  if (value.includes(':')) return parseIpv6(value);
  const bytes = new Uint8Array(4);
  return readIpv4(value, bytes, 0) ? { family: 4, bytes } : undefined;
}

/** 4, 6, or 0 where the text is no address. @public */
export function addressFamily(value: string): 0 | 4 | 6 {
  const first = value.charCodeAt(0);
  // Nearly every hostname ends here, before anything is allocated.
  if (value.includes(':')) return ipv6Family(value);
  return isDigit(first) && readIpv4(value, scratch, 0) ? 4 : 0;
}

const scratch = new Uint8Array(4);

/** A gateway's addresses are asked for once a route: remembering them pays. */
const knownIpv6 = new Map<string, 0 | 6>();

function ipv6Family(value: string): 0 | 6 {
  const known = knownIpv6.get(value);
  if (known !== undefined) return known;
  const family = parseAddress(value) ? 6 : 0;
  if (knownIpv6.size >= 4096) knownIpv6.clear();
  if (value.length <= 64) knownIpv6.set(value, family);
  return family;
}

/** A network in CIDR notation; undefined where it is none. @public */
export interface Network {
  family: 4 | 6;
  bytes: Uint8Array;
  prefixLength: number;
}

/** @public */
export function parseNetwork(value: string): Network | undefined {
  const slash = value.lastIndexOf('/');
  if (slash < 0) return undefined;
  const address = parseAddress(value.slice(0, slash));
  const length = value.slice(slash + 1);
  if (!address || value.includes('%') || !isPrefixLength(length)) {
    return undefined;
  }
  const prefixLength = Number(length);
  if (prefixLength > address.bytes.length * 8) return undefined;
  return { ...address, prefixLength };
}

/**
 * As Go's `net.IPNet`: an IPv4-mapped IPv6 address is looked for in IPv4 networks.
 *
 * @public
 */
export function contains(network: Network, address: Address): boolean {
  const bytes = unmapped(address.bytes);
  if (bytes.length !== network.bytes.length) return false;
  const whole = network.prefixLength >> 3;
  for (let index = 0; index < whole; index += 1) {
    if (bytes[index] !== network.bytes[index]) return false;
  }
  const rest = network.prefixLength & 7;
  if (rest === 0) return true;
  const mask = (0xff << (8 - rest)) & 0xff;
  return (bytes[whole] & mask) === (network.bytes[whole] & mask);
}

/** @public */
export function formatIpv4(bytes: Uint8Array): string {
  return `${bytes[0]}.${bytes[1]}.${bytes[2]}.${bytes[3]}`;
}

function unmapped(bytes: Uint8Array): Uint8Array {
  if (bytes.length === 4) return bytes;
  for (let index = 0; index < 10; index += 1) {
    if (bytes[index] !== 0) return bytes;
  }
  return bytes[10] === 0xff && bytes[11] === 0xff ? bytes.subarray(12) : bytes;
}

function isPrefixLength(value: string): boolean {
  return value === '0' || /^[1-9][0-9]{0,2}$/.test(value);
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function readIpv4(value: string, into: Uint8Array, offset: number): boolean {
  if (value.length < 7 || value.length > 15) return false;
  let part = 0;
  let digits = 0;
  let number = 0;
  for (let index = 0; index <= value.length; index += 1) {
    const code = index < value.length ? value.charCodeAt(index) : 46;
    if (code === 46) {
      if (digits === 0 || part > 3) return false;
      into[offset + part] = number;
      part += 1;
      digits = 0;
      number = 0;
    } else {
      if (!isDigit(code)) return false;
      if (digits > 0 && number === 0) return false;
      number = number * 10 + code - 48;
      digits += 1;
      if (number > 255) return false;
    }
  }
  return part === 4;
}

function parseIpv6(value: string): Address | undefined {
  const percent = value.indexOf('%');
  if (percent === value.length - 1) return undefined;
  const body = percent < 0 ? value : value.slice(0, percent);
  const halves = body.split('::');
  if (halves.length > 2) return undefined;
  const head = readGroups(halves[0], halves.length === 1);
  const tail = halves.length === 2 ? readGroups(halves[1], true) : [];
  if (!head || !tail) return undefined;
  const missing = 16 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 2) return undefined;
  const bytes = new Uint8Array(16);
  bytes.set(head, 0);
  bytes.set(tail, 16 - tail.length);
  return { family: 6, bytes };
}

function readGroups(value: string, last: boolean): number[] | undefined {
  if (value === '') return [];
  const groups = value.split(':');
  if (groups.length > 8) return undefined;
  const bytes: number[] = [];
  for (const [index, group] of groups.entries()) {
    if (last && index === groups.length - 1 && group.includes('.')) {
      const ipv4 = new Uint8Array(4);
      if (!readIpv4(group, ipv4, 0)) return undefined;
      bytes.push(...ipv4);
    } else {
      if (!/^[0-9a-fA-F]{1,4}$/.test(group)) return undefined;
      const number = parseInt(group, 16);
      bytes.push(number >> 8, number & 0xff);
    }
  }
  return bytes;
}
