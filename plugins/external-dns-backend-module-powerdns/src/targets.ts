import { normaliseName } from '@openova/dns-engine';
import { canonicalText } from './text';
import type { PowerDnsRecordType } from './semantics';

/*
 * The server takes contents as they stand in a zone file and refuses most spellings
 * that are not its own: names want their final dot, texts their quotes, fields one
 * space between them. What no rule here fits goes as it is, and is refused in the
 * server's words.
 */

/** The one form in which a target is compared: ExternalDNS's spelling. @internal */
export function storedTarget(type: PowerDnsRecordType, target: string): string {
  const content = contentOf(type, target);
  return content === undefined ? target : targetOf(type, content);
}

/** A target as the server spells it. @internal */
export function sentContent(type: PowerDnsRecordType, target: string): string {
  return contentOf(type, target) ?? target;
}

/** What the server holds, in ExternalDNS's spelling. @internal */
export function targetOf(type: string, content: string): string {
  switch (type) {
    case 'CNAME':
    case 'DNAME':
    case 'MX':
    case 'NS':
    case 'PTR':
      return content.length > 1 ? content.replace(/\.$/, '') : content;
    case 'TXT':
      return canonicalText(content);
    default:
      return content;
  }
}

/** Undefined where the target is none of its type. */
function contentOf(
  type: PowerDnsRecordType,
  target: string,
): string | undefined {
  const trimmed = target.trim();
  switch (type) {
    case 'A':
      return trimmed;
    case 'AAAA':
      return shortAddress(trimmed);
    case 'CNAME':
    case 'DNAME':
    case 'NS':
    case 'PTR':
      return dotted(trimmed);
    case 'MX':
      return withName(/^(\d+)\s+(\S+)$/.exec(trimmed));
    case 'SRV':
      return withName(/^(\d+)\s+(\d+)\s+(\d+)\s+(\S+)$/.exec(trimmed));
    case 'NAPTR':
      return withName(
        /^(\d+)\s+(\d+)\s+("[^"]*")\s+("[^"]*")\s+("(?:[^"\\]|\\.)*")\s+(\S+)$/.exec(
          trimmed,
        ),
      );
    case 'CAA':
      return authority(trimmed);
    case 'TXT':
      return canonicalText(target);
    default:
      return trimmed.replace(/\s+/g, ' ').toLowerCase();
  }
}

/** Fields with one space between them, numbers without zeros in front, a name at the end. */
function withName(fields: readonly string[] | null): string | undefined {
  if (!fields) return undefined;
  const parts = fields
    .slice(1, -1)
    .map(field => (/^\d+$/.test(field) ? `${Number(field)}` : field));
  return [...parts, dotted(fields[fields.length - 1])].join(' ');
}

function dotted(name: string): string {
  return name === '.' ? name : `${normaliseName(name)}.`;
}

function authority(target: string): string | undefined {
  const fields = /^(\d+)\s+([A-Za-z0-9]+)\s+(.+)$/.exec(target);
  if (!fields) return undefined;
  const [, flags, tag, value] = fields;
  const quoted = value.startsWith('"') ? value : `"${value}"`;
  return `${Number(flags)} ${tag} ${quoted}`;
}

/** RFC 5952; as it is where it is no address. */
function shortAddress(address: string): string {
  const url = `http://[${address}]`;
  return URL.canParse(url) ? new URL(url).hostname.slice(1, -1) : address;
}
