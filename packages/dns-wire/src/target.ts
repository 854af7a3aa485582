import { formatIpv6, parseIpv4, parseIpv6 } from './address';
import { RecordType, typeCode, typeText } from './codes';
import { DnsValueError } from './errors';
import { Name, normalizeName, quoted } from './name';
import { DataByType, OpaqueType, RecordData, StructuredType } from './record';
import { isStructuredType } from './recordData';
import {
  Field,
  quoteOctets,
  readFields,
  stringsToText,
  textToStrings,
} from './text';

/** The fields of a target with several, each mistake told with its name. */
class TargetFields {
  private readonly fields: Field[];

  constructor(
    private readonly type: string,
    private readonly target: string,
    private readonly names: string[],
  ) {
    this.fields = readFields(target);
    if (this.fields.length !== names.length) {
      throw new DnsValueError(
        `The ${type} target ${quoted(target)} has ${
          this.fields.length
        } fields, ${names.length} are needed: ${names.join(', ')}.`,
      );
    }
  }

  number(index: number, limit = 0xffff): number {
    const { text } = this.fields[index];
    if (!/^[0-9]{1,10}$/.test(text) || Number(text) > limit) {
      this.fail(index, `must be a whole number up to ${limit}`);
    }
    return Number(text);
  }

  name(index: number): Name {
    return normalizeName(this.fields[index].text);
  }

  text(index: number): string {
    return this.fields[index].text;
  }

  octets(index: number): Uint8Array {
    return this.fields[index].octets;
  }

  characterString(index: number): Uint8Array {
    const { octets } = this.fields[index];
    if (octets.length > 255) {
      this.fail(index, `has ${octets.length} octets, the limit is 255`);
    }
    return octets;
  }

  fail(index: number, wrong: string): never {
    throw new DnsValueError(
      `The ${this.names[index]} of the ${this.type} target ${quoted(
        this.target,
      )} ${wrong}.`,
    );
  }
}

/**
 * Record data and the targets of an ExternalDNS endpoint. Hostnames stand
 * without their trailing dot, except in SRV and NAPTR, where ExternalDNS keeps
 * it; the root is `.` everywhere.
 */
interface TargetFormat<Data> {
  format(data: Data): string;
  parse(target: string): Data;
}

const hostname: TargetFormat<DataByType['CNAME']> = {
  format: data => withoutDot(data.target),
  parse: target => ({ target: normalizeName(target) }),
};

const formats: { [T in StructuredType]: TargetFormat<DataByType[T]> } = {
  A: {
    format: data => data.address,
    parse: target => ({ address: parseIpv4(target).join('.') }),
  },
  AAAA: {
    format: data => data.address,
    parse: target => ({ address: formatIpv6(parseIpv6(target)) }),
  },
  CNAME: hostname,
  DNAME: hostname,
  NS: hostname,
  PTR: hostname,
  TXT: {
    format: data => stringsToText(data.strings),
    parse: target => ({ strings: textToStrings(target) }),
  },
  MX: {
    format: data => `${data.preference} ${withoutDot(data.exchange)}`,
    parse: target => {
      const fields = new TargetFields('MX', target, ['preference', 'host']);
      return { preference: fields.number(0), exchange: fields.name(1) };
    },
  },
  SRV: {
    format: data =>
      `${data.priority} ${data.weight} ${data.port} ${withDot(data.target)}`,
    parse: target => {
      const names = ['priority', 'weight', 'port', 'host'];
      const fields = new TargetFields('SRV', target, names);
      return {
        priority: fields.number(0),
        weight: fields.number(1),
        port: fields.number(2),
        target: fields.name(3),
      };
    },
  },
  CAA: {
    format: data => `${data.flags} ${data.tag} ${quoteOctets(data.value)}`,
    parse: target => {
      const fields = new TargetFields('CAA', target, ['flags', 'tag', 'value']);
      const tag = fields.text(1);
      if (!/^[A-Za-z0-9]{1,255}$/.test(tag)) {
        fields.fail(1, 'must be made of letters and digits');
      }
      return { flags: fields.number(0, 0xff), tag, value: fields.octets(2) };
    },
  },
  SOA: {
    format: data =>
      `${withDot(data.primary)} ${withDot(data.mailbox)} ${data.serial} ${
        data.refresh
      } ${data.retry} ${data.expire} ${data.minimum}`,
    parse: target => {
      const fields = new TargetFields('SOA', target, [
        'primary',
        'mailbox',
        'serial',
        'refresh',
        'retry',
        'expire',
        'minimum',
      ]);
      const seconds = (index: number) => fields.number(index, 0xffff_ffff);
      return {
        primary: fields.name(0),
        mailbox: fields.name(1),
        serial: seconds(2),
        refresh: seconds(3),
        retry: seconds(4),
        expire: seconds(5),
        minimum: seconds(6),
      };
    },
  },
  NAPTR: {
    format: data =>
      [
        data.order,
        data.preference,
        quoteOctets(data.flags),
        quoteOctets(data.services),
        quoteOctets(data.regexp),
        withDot(data.replacement),
      ].join(' '),
    parse: target => {
      const fields = new TargetFields('NAPTR', target, [
        'order',
        'preference',
        'flags',
        'services',
        'regexp',
        'replacement',
      ]);
      return {
        order: fields.number(0),
        preference: fields.number(1),
        flags: fields.characterString(2),
        services: fields.characterString(3),
        regexp: fields.characterString(4),
        replacement: fields.name(5),
      };
    },
  },
  DS: {
    format: data =>
      `${data.keyTag} ${data.algorithm} ${data.digestType} ${hexOf(
        data.digest,
      )}`,
    parse: target => {
      const names = ['key tag', 'algorithm', 'digest type', 'digest'];
      const fields = new TargetFields('DS', target, names);
      const digest = fields.text(3);
      if (!isHex(digest)) {
        fields.fail(3, 'must be pairs of hexadecimal digits');
      }
      return {
        keyTag: fields.number(0),
        algorithm: fields.number(1, 0xff),
        digestType: fields.number(2, 0xff),
        digest: fromHex(digest),
      };
    },
  },
};

/**
 * The ExternalDNS target of record data: an address, a hostname, `10 host`,
 * `1 2 443 host.`, `0 issue "value"`, quoted text; `\# length hex` (RFC 3597)
 * for a type whose data stays octets.
 * @public
 */
export function rdataToTarget(record: RecordData): string {
  if (isStructuredType(record.type)) {
    const format: { format(data: unknown): string } = formats[record.type];
    return format.format(record.data);
  }
  if ('octets' in record.data) {
    const { octets } = record.data;
    return `\\# ${octets.length} ${hexOf(octets)}`.trimEnd();
  }
  throw new DnsValueError(`${record.type} data must be octets.`);
}

/**
 * The record data of an ExternalDNS target. Hostnames are taken with or
 * without trailing dot; addresses come out in their canonical text.
 * @throws DnsValueError with one sentence that names what is wrong.
 * @public
 */
export function targetToRdata<T extends StructuredType>(
  type: T,
  target: string,
): Extract<RecordData, { type: T }>;
export function targetToRdata(type: RecordType, target: string): RecordData;
export function targetToRdata(type: RecordType, target: string): RecordData {
  const known = typeText(typeCode(type));
  if (known === 'OPT' || known === 'TSIG') {
    throw new DnsValueError(
      `${known} records belong to a message, not a zone.`,
    );
  }
  if (!isStructuredType(known)) {
    return { type: known, data: { octets: parseOpaque(known, target) } };
  }
  const data = formats[known].parse(target);
  // Each row of the table makes the data of its own type.
  return { type: known, data } as RecordData;
}

/** The target as `rdataToTarget` writes it. @throws DnsValueError @public */
export function normalizeTarget(type: RecordType, target: string): string {
  return rdataToTarget(targetToRdata(type, target));
}

function parseOpaque(type: OpaqueType, target: string): Uint8Array {
  const match = /^\\#[ \t]+([0-9]{1,5})((?:[ \t]+[0-9A-Fa-f]+)*)[ \t]*$/.exec(
    target,
  );
  const digits = match?.[2].replace(/[ \t]/g, '') ?? '';
  if (!match || !isHex(digits) || digits.length !== Number(match[1]) * 2) {
    throw new DnsValueError(
      `The ${type} target ${quoted(
        target,
      )} must have the form "\\# length hex" of RFC 3597.`,
    );
  }
  return fromHex(digits);
}

function isHex(text: string): boolean {
  return /^(?:[0-9A-Fa-f]{2})*$/.test(text);
}

function fromHex(digits: string): Uint8Array {
  return Uint8Array.from(Buffer.from(digits, 'hex'));
}

function hexOf(octets: Uint8Array): string {
  return Buffer.from(octets).toString('hex').toUpperCase();
}

function withDot(name: Name): string {
  return `${name}.`;
}

function withoutDot(name: Name): string {
  return name === '' ? '.' : name;
}
