import { isIPv4, isIPv6 } from 'node:net';
import { domainToASCII } from 'node:url';
import { dataTypes } from './schemas';

/** A record as the fake holds it; the service adds the rest when it answers. */
export interface HeldRecord {
  id: string;
  type: string;
  /** With the zone, lower case, punycode. */
  name: string;
  content: string;
  priority?: number;
  data?: Record<string, string | number>;
  /** 1: automatic. */
  ttl: number;
  proxied: boolean;
  comment?: string;
  tags: string[];
  settings: Record<string, boolean>;
}

/** What a client may say of a record. */
export interface RecordBody {
  type: string;
  name: string;
  content?: string;
  priority?: number;
  data?: Record<string, string | number>;
  ttl?: number;
  proxied?: boolean;
  comment?: string;
  tags?: string[];
  settings?: Record<string, boolean>;
}

export type Plan = 'free' | 'pro' | 'business' | 'enterprise';

/** Why the service refuses: its number and its words. */
export class Refusal extends Error {
  constructor(
    readonly code: number,
    message: string,
    readonly status = 400,
    readonly headers: Record<string, string> = {},
  ) {
    super(message);
  }
}

const proxiable: readonly string[] = ['A', 'AAAA', 'CNAME'];

export function isProxiable(type: string): boolean {
  return proxiable.includes(type);
}

/** The record that a body makes, checked by itself. */
export function heldRecord(
  body: RecordBody,
  id: string,
  zone: { name: string; plan: Plan },
): HeldRecord {
  const { type } = body;
  const name = asciiName(body.name);
  if (name !== zone.name && !name.endsWith(`.${zone.name}`)) {
    throw new Refusal(9000, `DNS name ${name} is not within ${zone.name}.`);
  }
  const proxied = body.proxied ?? false;
  if (proxied && !isProxiable(type)) {
    throw new Refusal(9004, 'This record type cannot be proxied.');
  }
  const record: HeldRecord = {
    id,
    type,
    name,
    content: contentOf(body),
    ttl: proxied ? 1 : body.ttl ?? 1,
    proxied,
    tags: [...(body.tags ?? [])].sort(),
    settings: body.settings ?? {},
  };
  if (type === 'MX') record.priority = body.priority;
  if (body.data) record.data = withoutDots(body.data);
  if (body.comment) record.comment = body.comment;
  checkLimits(record, zone.plan);
  return record;
}

function checkLimits({ ttl, comment, tags }: HeldRecord, plan: Plan): void {
  const lowest = plan === 'enterprise' ? 30 : 60;
  if (ttl !== 1 && (ttl < lowest || ttl > 86_400)) {
    throw new Refusal(
      9021,
      `Invalid TTL. Must be between ${lowest} and 86,400 seconds, or 1 for Automatic.`,
    );
  }
  const longest = plan === 'free' ? 100 : 500;
  if (comment && [...comment].length > longest) {
    throw new Refusal(
      9213,
      `DNS record comment is longer than ${longest} characters.`,
    );
  }
  if (tags.length > 0 && plan === 'free') {
    throw new Refusal(9300, 'DNS record has 1 tags, exceeding the quota of 0.');
  }
  if (tags.length > 20) {
    throw new Refusal(
      9300,
      `DNS record has ${tags.length} tags, exceeding the quota of 20.`,
    );
  }
}

function contentOf({ type, content = '', data }: RecordBody): string {
  switch (type) {
    case 'A':
      if (isIPv4(content)) return content;
      throw new Refusal(
        9005,
        'Content for A record must be a valid IPv4 address.',
      );
    case 'AAAA':
      if (isIPv6(content) && !content.includes('%')) return shortIpv6(content);
      throw new Refusal(
        9006,
        'Content for AAAA record must be a valid IPv6 address.',
      );
    case 'CNAME':
    case 'MX':
    case 'NS':
    case 'PTR':
      return hostName(type, content);
    case 'TXT':
      return textContent(content);
    default:
      if (data && dataTypes.includes(type)) return contentOfData(type, data);
      throw new Refusal(1004, `DNS Validation Error: no data for ${type}.`);
  }
}

function hostName(type: string, content: string): string {
  const name = asciiName(content);
  if (type === 'MX' && name === '.') return name;
  if (/^[^\s.]{1,63}(\.[^\s.]{1,63})*$/.test(name)) return name;
  throw new Refusal(9009, `Content for ${type} record is invalid.`);
}

/** Quoted strings above 255 bytes are cut; anything else stays as it came. */
function textContent(content: string): string {
  if (content === '') {
    throw new Refusal(9017, 'Content for TXT record must not be empty.');
  }
  if (!content.startsWith('"')) return content;
  const strings = content.match(/"(?:[^"\\]|\\.)*"/g) ?? [];
  if (strings.join(' ') !== content.replace(/"\s+"/g, '" "')) {
    throw new Refusal(9017, 'Content for TXT record has unbalanced quotes.');
  }
  return strings.flatMap(each => cut(each.slice(1, -1))).join(' ');
}

function cut(text: string): string[] {
  const units = text.match(/\\[0-9]{3}|\\.|[^\\]/gu) ?? [];
  const pieces: string[] = [];
  let piece = '';
  let bytes = 0;
  for (const unit of units) {
    const size = unit.startsWith('\\') ? 1 : Buffer.byteLength(unit);
    if (bytes + size > 255) {
      pieces.push(piece);
      piece = '';
      bytes = 0;
    }
    piece += unit;
    bytes += size;
  }
  return [...pieces, piece].map(each => `"${each}"`);
}

function contentOfData(
  type: string,
  data: Record<string, string | number>,
): string {
  const value = withoutDots(data);
  switch (type) {
    case 'SRV':
      return `${value.weight} ${value.port} ${value.target}`;
    case 'CAA':
      return `${value.flags} ${value.tag} "${value.value}"`;
    case 'NAPTR':
      return `${value.order} ${value.preference} "${value.flags}" "${value.service}" "${value.regex}" ${value.replacement}`;
    default:
      return `${value.priority} ${value.target} ${value.value}`;
  }
}

function withoutDots(
  data: Record<string, string | number>,
): Record<string, string | number> {
  const plain = { ...data };
  for (const key of ['target', 'replacement']) {
    const value = plain[key];
    if (typeof value === 'string' && value !== '.') {
      plain[key] = asciiName(value);
    }
  }
  return plain;
}

function asciiName(name: string): string {
  const bare = name.length > 1 ? name.replace(/\.$/, '') : name;
  return /[^!-~]/.test(bare) ? domainToASCII(bare) : bare.toLowerCase();
}

function shortIpv6(address: string): string {
  return new URL(`http://[${address}]`).hostname.slice(1, -1);
}

/** What may not stand beside another record. */
export function checkNeighbours(
  record: HeldRecord,
  others: Iterable<HeldRecord>,
): void {
  for (const other of others) {
    if (other.id === record.id || other.name !== record.name) continue;
    const types = [record.type, other.type];
    if (
      record.type === other.type &&
      record.content === other.content &&
      record.priority === other.priority &&
      JSON.stringify(record.data) === JSON.stringify(other.data)
    ) {
      throw new Refusal(81058, 'An identical record already exists.');
    }
    if (types.includes('CNAME')) {
      const isAddress = types.some(type => type === 'A' || type === 'AAAA');
      if (isAddress) {
        throw new Refusal(
          81053,
          'An A, AAAA, or CNAME record with that host already exists.',
        );
      }
      throw new Refusal(81054, 'A CNAME record with that host already exists.');
    }
    if (types.includes('NS') && record.type !== other.type) {
      throw new Refusal(
        81056,
        'NS records with that host already exist, or other records stand where NS shall.',
      );
    }
  }
}
