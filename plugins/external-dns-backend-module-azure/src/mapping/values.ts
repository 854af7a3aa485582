import { canonicalAddress, withoutTrailingDot } from '@openova/dns-engine';
import { AzureRecordType } from './services';
import { quotedText, stringsOfText, textOfStrings } from './text';

/** A record within a record set, as Azure says it. @internal */
export type AzureRecord = Readonly<Record<string, unknown>>;

/** A value that cannot be said in Azure's terms. @internal */
export class UnusableValue extends Error {}

/** How values of one type are told apart and said. */
interface Mapping {
  /** The one spelling of a target; as it is where it is no such value. */
  canonical(target: string): string;
  toRecord(target: string): AzureRecord;
  toTarget(record: AzureRecord): string;
}

/** The type's one spelling of a target, both as wished and as read. @internal */
export function canonicalTarget(type: AzureRecordType, target: string): string {
  return mappings[type].canonical(target);
}

/** @throws {@link UnusableValue} @internal */
export function toAzureRecord(
  type: AzureRecordType,
  target: string,
): AzureRecord {
  return mappings[type].toRecord(mappings[type].canonical(target));
}

/** @internal */
export function toTarget(type: AzureRecordType, record: AzureRecord): string {
  return mappings[type].canonical(mappings[type].toTarget(record));
}

function hostMapping(property: string): Mapping {
  return {
    canonical: target => withoutTrailingDot(target.trim()),
    toRecord: target => ({ [property]: target }),
    toTarget: record => textIn(record, property),
  };
}

function addressMapping(property: string): Mapping {
  return {
    ...hostMapping(property),
    canonical: target => canonicalAddress(target.trim()) ?? target.trim(),
  };
}

const mx = /^(\d{1,5})\s+(\S+)$/;
const srv = /^(\d{1,5})\s+(\d{1,5})\s+(\d{1,5})\s+(\S+)$/;
const caa = /^(\d{1,3})\s+([A-Za-z0-9]+)\s+(\S.*)$/;

const mappings: Readonly<Record<AzureRecordType, Mapping>> = {
  A: addressMapping('ipv4Address'),
  AAAA: addressMapping('ipv6Address'),
  CNAME: hostMapping('cname'),
  NS: hostMapping('nsdname'),
  PTR: hostMapping('ptrdname'),
  MX: {
    canonical: target => {
      const [, preference, exchange] = mx.exec(target.trim()) ?? [];
      if (preference === undefined) return target;
      // A lone dot says that there is no mail here (RFC 7505).
      const host = exchange === '.' ? '.' : withoutTrailingDot(exchange);
      return `${Number(preference)} ${host}`;
    },
    toRecord(target) {
      const [preference, exchange] = fieldsOf(
        mx,
        target,
        '10 mail.example.org',
      );
      return { preference: Number(preference), exchange };
    },
    toTarget: record =>
      `${numberIn(record, 'preference')} ${textIn(record, 'exchange')}`,
  },
  SRV: {
    // ExternalDNS wants the dot at the end of these.
    canonical: target => {
      const [, priority, weight, port, host] = srv.exec(target.trim()) ?? [];
      if (priority === undefined) return target;
      const end = host.endsWith('.') ? '' : '.';
      return `${[priority, weight, port].map(Number).join(' ')} ${host}${end}`;
    },
    toRecord(target) {
      const example = '10 5 443 host.example.org.';
      const [priority, weight, port, host] = fieldsOf(srv, target, example);
      return {
        priority: Number(priority),
        weight: Number(weight),
        port: Number(port),
        target: host === '.' ? host : withoutTrailingDot(host),
      };
    },
    toTarget: record =>
      ['priority', 'weight', 'port']
        .map(name => numberIn(record, name))
        .concat(textIn(record, 'target'))
        .join(' '),
  },
  CAA: {
    canonical: target => {
      const [, flags, tag, value] = caa.exec(target.trim()) ?? [];
      if (flags === undefined) return target;
      return `${Number(flags)} ${tag} ${quotedText(value)}`;
    },
    toRecord(target) {
      const example = '0 issue "ca.example.org"';
      const [flags, tag, value] = fieldsOf(caa, target, example);
      return {
        flags: Number(flags),
        tag,
        value: stringsOfText(value).join(''),
      };
    },
    toTarget: record =>
      `${numberIn(record, 'flags')} ${textIn(record, 'tag')} ${textOfStrings([
        textIn(record, 'value'),
      ])}`,
  },
  TXT: {
    canonical: quotedText,
    toRecord: target => ({ value: stringsOfText(target) }),
    toTarget({ value }) {
      const strings: unknown[] = Array.isArray(value) ? value : [];
      return textOfStrings(strings.map(String));
    },
  },
};

function fieldsOf(pattern: RegExp, target: string, example: string): string[] {
  const match = pattern.exec(target);
  if (match) return match.slice(1);
  throw new UnusableValue(
    `"${target}" is no such value: write it as ${example}`,
  );
}

function textIn(record: AzureRecord, property: string): string {
  const value = record[property];
  return typeof value === 'string' ? value : '';
}

function numberIn(record: AzureRecord, property: string): string {
  const value = record[property];
  return typeof value === 'number' ? `${value}` : '0';
}
