import { canonicalAddress, normaliseName } from '@openova/dns-engine';
import { canonicalText, quotedText, sentText, unquoted } from './text';

/** Record types that are read and written; all others are left alone. @public */
export const cloudflareRecordTypes = [
  'A',
  'AAAA',
  'CAA',
  'CNAME',
  'MX',
  'NAPTR',
  'NS',
  'PTR',
  'SRV',
  'TXT',
] as const;

/** @internal */
export type CloudflareRecordType = (typeof cloudflareRecordTypes)[number];

/** @internal */
export function isCloudflareRecordType(
  type: string,
): type is CloudflareRecordType {
  return cloudflareRecordTypes.some(known => known === type);
}

/** What the service stores of one target, by type. @internal */
export type RecordValue =
  | { type: 'A' | 'AAAA' | 'CNAME' | 'NS' | 'PTR' | 'TXT'; content: string }
  | { type: 'MX'; content: string; priority: number }
  | {
      type: 'SRV';
      data: { priority: number; weight: number; port: number; target: string };
    }
  | { type: 'CAA'; data: { flags: number; tag: string; value: string } }
  | {
      type: 'NAPTR';
      data: {
        order: number;
        preference: number;
        flags: string;
        service: string;
        regex: string;
        replacement: string;
      };
    };

/** A target that its type cannot have; the message is a sentence. @internal */
export class UnwritableRecord extends Error {}

/** The value that is sent for a target. @throws UnwritableRecord @internal */
export function recordValue(
  type: CloudflareRecordType,
  target: string,
): RecordValue {
  switch (type) {
    case 'TXT':
      return { type, content: sentText(canonicalText(target)) };
    case 'MX': {
      const [priority, host] = fields(type, target, /^(\d+)\s+(\S+)$/);
      return { type, content: hostName(host), priority: Number(priority) };
    }
    case 'SRV': {
      const [priority, weight, port, host] = fields(
        type,
        target,
        /^(\d+)\s+(\d+)\s+(\d+)\s+(\S+)$/,
      );
      return {
        type,
        data: {
          priority: Number(priority),
          weight: Number(weight),
          port: Number(port),
          target: hostName(host),
        },
      };
    }
    case 'CAA': {
      const [flags, tag, value] = fields(
        type,
        target,
        /^(\d+)\s+(\w+)\s+("(?:[^"\\]|\\.)*"|[^"\s]+)$/,
      );
      return {
        type,
        data: { flags: Number(flags), tag, value: unquoted(value) },
      };
    }
    case 'NAPTR': {
      const [order, preference, flags, service, regex, replacement] = fields(
        type,
        target,
        naptr,
      );
      return {
        type,
        data: {
          order: Number(order),
          preference: Number(preference),
          flags: unquoted(flags),
          service: unquoted(service),
          regex: unquoted(regex),
          replacement: hostName(replacement),
        },
      };
    }
    case 'AAAA':
      return { type, content: canonicalAddress(target) ?? target };
    case 'A':
      return { type, content: target };
    default:
      return { type, content: hostName(target) };
  }
}

const text = '("(?:[^"\\\\]|\\\\.)*"|[^"\\s]+)';
const naptr = new RegExp(
  `^(\\d+)\\s+(\\d+)\\s+${text}\\s+${text}\\s+${text}\\s+(\\S+)$`,
);

const forms: Partial<Record<CloudflareRecordType, string>> = {
  MX: '10 mail.example.org',
  SRV: '10 5 443 host.example.org.',
  CAA: '0 issue "ca.example.org"',
  NAPTR: '100 10 "u" "E2U+sip" "!^.*$!sip:desk@example.org!" .',
};

function fields(
  type: CloudflareRecordType,
  target: string,
  pattern: RegExp,
): string[] {
  const match = pattern.exec(target.trim());
  if (match) return match.slice(1);
  throw new UnwritableRecord(
    `the target ${target} is not of the form ${forms[type]}`,
  );
}

/** In ASCII and without a trailing dot, but for the root. */
function hostName(name: string): string {
  if (name === '.') return name;
  const bare = name.endsWith('.') ? name.slice(0, -1) : name;
  return /[^!-~]/.test(bare) ? normaliseName(bare) : bare;
}

/** A value as ExternalDNS spells it. @internal */
export function targetOf(value: RecordValue): string {
  switch (value.type) {
    case 'TXT':
      return canonicalText(value.content);
    case 'MX':
      return `${value.priority} ${value.content}`;
    case 'SRV': {
      const { priority, weight, port, target } = value.data;
      return `${priority} ${weight} ${port} ${withDot(target)}`;
    }
    case 'CAA': {
      const { flags, tag, value: words } = value.data;
      return `${flags} ${tag} ${quotedText(words)}`;
    }
    case 'NAPTR': {
      const { order, preference, flags, service, regex, replacement } =
        value.data;
      const texts = [flags, service, regex].map(quotedText).join(' ');
      return `${order} ${preference} ${texts} ${withDot(replacement)}`;
    }
    case 'AAAA':
      return canonicalAddress(value.content) ?? value.content;
    default:
      return value.content;
  }
}

function withDot(name: string): string {
  return name.endsWith('.') ? name : `${name}.`;
}

/**
 * A target in the one form in which it is compared; one that its type cannot have
 * stays as it is, and is refused when it is written.
 *
 * @internal
 */
export function storedTarget(
  type: CloudflareRecordType,
  target: string,
): string {
  try {
    return targetOf(recordValue(type, target));
  } catch (error) {
    if (error instanceof UnwritableRecord) return target;
    throw error;
  }
}
