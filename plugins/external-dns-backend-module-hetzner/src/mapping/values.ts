import { canonicalAddress, normaliseName } from '@openova/dns-engine';
import { joinedText, sentText } from './text';

/**
 * Record types that are read and written. SOA is Hetzner's own; HINFO and RP are
 * shown, and left alone.
 *
 * @public
 */
export const hetznerRecordTypes = [
  'A',
  'AAAA',
  'CAA',
  'CNAME',
  'DS',
  'HTTPS',
  'MX',
  'NS',
  'PTR',
  'SRV',
  'SVCB',
  'TLSA',
  'TXT',
] as const;

/** Which word of a value is a host name. */
const hostWord: Readonly<Record<string, number>> = {
  CNAME: 0,
  HTTPS: 1,
  MX: 1,
  NS: 0,
  PTR: 0,
  SRV: 3,
  SVCB: 1,
};

/** Types whose host names have no dot at their end in ExternalDNS. */
const withoutDot: ReadonlySet<string> = new Set(['CNAME', 'MX', 'NS', 'PTR']);

/**
 * A target in the one form in which it is compared. What is none of its type stays as
 * it is: Hetzner refuses it when it is written.
 *
 * @internal
 */
export function storedTarget(type: string, target: string): string {
  return inOneForm(type, target, host => spelled(type, absolute(host)));
}

/**
 * A value as it is sent. Host names have a dot at their end, as they would be taken
 * relative to the zone without it.
 *
 * @internal
 */
export function sentValue(type: string, target: string): string {
  if (type === 'TXT') return sentText(target);
  return inOneForm(type, target, absolute);
}

/** The target that a value stands for. @internal */
export function targetOf(type: string, value: string, zone: string): string {
  return inOneForm(type, value, host => spelled(type, withinZone(host, zone)));
}

function inOneForm(
  type: string,
  value: string,
  host: (name: string) => string,
): string {
  switch (type) {
    case 'TXT':
      return joinedText(value);
    case 'AAAA':
      return canonicalAddress(value.trim()) ?? value;
    case 'CAA':
      return authorityInOneForm(value);
    case 'DS':
    case 'TLSA':
      return digestInOneForm(value);
    default:
      return hostInOneForm(type, value, host);
  }
}

function hostInOneForm(
  type: string,
  value: string,
  host: (name: string) => string,
): string {
  const place = Object.hasOwn(hostWord, type) ? hostWord[type] : undefined;
  const words = value.match(/(?:[^\s"]|"(?:[^"\\]|\\[^])*")+/g) ?? [];
  if (place === undefined || words.length <= place) return value.trim();
  const parameters = words.slice(place + 1);
  return [
    ...words.slice(0, place),
    host(words[place]),
    ...parameters.map(unquotedParameter).sort(),
  ].join(' ');
}

/** `alpn="h2,h3"` and `alpn=h2,h3` are the same (RFC 9460 2.1), in any order. */
function unquotedParameter(parameter: string): string {
  return parameter.replace(/^([^=]+)="([^\s"\\;()]+)"$/, '$1=$2');
}

function authorityInOneForm(value: string): string {
  const match = /^(\d+)\s+(\w+)\s+([^]*)$/.exec(value.trim());
  return match ? `${match[1]} ${match[2]} ${joinedText(match[3])}` : value;
}

/** Three numbers and hexadecimal digits, which may be cut anywhere. */
function digestInOneForm(value: string): string {
  const words = value.trim().split(/\s+/);
  const digits = words.slice(3).join('').toUpperCase();
  return [...words.slice(0, 3), digits].join(' ').trim();
}

/** In ASCII, with a dot at its end. */
function absolute(name: string): string {
  if (name === '.') return name;
  const ascii = /[^!-~]/.test(name) ? normaliseName(name) : name;
  return ascii.endsWith('.') ? ascii : `${ascii}.`;
}

function withinZone(name: string, zone: string): string {
  if (name.endsWith('.')) return name;
  return name === '@' ? `${zone}.` : `${name}.${zone}.`;
}

function spelled(type: string, host: string): string {
  return withoutDot.has(type) && host !== '.' ? host.slice(0, -1) : host;
}
