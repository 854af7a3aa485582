import { formatIpv4, formatIpv6, parseIpv4, parseIpv6 } from './address';
import { ByteReader } from './byteReader';
import { ByteWriter } from './byteWriter';
import { DnsFormatError, DnsValueError } from './errors';
import { DataByType, StructuredType } from './record';

interface DataFormat<Data> {
  read(reader: ByteReader): Data;
  write(writer: ByteWriter, data: Data): void;
}

/** CAA tags are letters and digits (RFC 8659 section 4.1). */
const CAA_TAG = /^[A-Za-z0-9]{1,255}$/;

/** Types of RFC 1035, in whose data names may be compressed (RFC 3597 section 4). */
const compressedTarget: DataFormat<DataByType['NS']> = {
  read: reader => ({ target: reader.name() }),
  write: (writer, data) => writer.compressedName(data.target),
};

function readDigest(reader: ByteReader): Uint8Array {
  if (reader.remaining === 0) {
    throw new DnsFormatError('A DS record has no digest', reader.offset);
  }
  return reader.rest();
}

/**
 * How the data of each type is read and written. Reading undoes compression
 * everywhere, since old senders compressed in SRV and NAPTR too; writing
 * compresses only where RFC 3597 allows it.
 * @internal
 */
export const dataFormats: { [T in StructuredType]: DataFormat<DataByType[T]> } =
  {
    A: {
      read: reader => ({ address: formatIpv4(reader.take(4)) }),
      write: (writer, data) => writer.octets(parseIpv4(data.address)),
    },
    AAAA: {
      read: reader => ({ address: formatIpv6(reader.take(16)) }),
      write: (writer, data) => writer.octets(parseIpv6(data.address)),
    },
    CNAME: compressedTarget,
    NS: compressedTarget,
    PTR: compressedTarget,
    DNAME: {
      read: reader => ({ target: reader.name() }),
      write: (writer, data) => writer.plainName(data.target),
    },
    TXT: {
      read: reader => {
        const strings = [reader.characterString()];
        while (reader.remaining > 0) {
          strings.push(reader.characterString());
        }
        return { strings };
      },
      write: (writer, data) => {
        if (data.strings.length === 0) {
          throw new DnsValueError('A TXT record needs at least one string.');
        }
        for (const string of data.strings) {
          writer.characterString(string, 'A string of a TXT record');
        }
      },
    },
    MX: {
      read: reader => ({
        preference: reader.uint16(),
        exchange: reader.name(),
      }),
      write: (writer, data) => {
        writer.uint16(data.preference, 'The preference of an MX record');
        writer.compressedName(data.exchange);
      },
    },
    SRV: {
      read: reader => ({
        priority: reader.uint16(),
        weight: reader.uint16(),
        port: reader.uint16(),
        target: reader.name(),
      }),
      write: (writer, data) => {
        writer.uint16(data.priority, 'The priority of an SRV record');
        writer.uint16(data.weight, 'The weight of an SRV record');
        writer.uint16(data.port, 'The port of an SRV record');
        writer.plainName(data.target);
      },
    },
    CAA: {
      read: reader => {
        const flags = reader.uint8();
        const tagOffset = reader.offset;
        const tag = Buffer.from(reader.characterString()).toString('latin1');
        if (!CAA_TAG.test(tag)) {
          throw new DnsFormatError(
            'The tag of a CAA record is not made of letters and digits',
            tagOffset,
          );
        }
        return { flags, tag, value: reader.rest() };
      },
      write: (writer, data) => {
        if (!CAA_TAG.test(data.tag)) {
          throw new DnsValueError(
            `The tag ${JSON.stringify(
              data.tag,
            )} of a CAA record is not made of letters and digits.`,
          );
        }
        writer.uint8(data.flags, 'The flags of a CAA record');
        writer.characterString(
          Buffer.from(data.tag),
          'The tag of a CAA record',
        );
        writer.octets(data.value);
      },
    },
    SOA: {
      read: reader => ({
        primary: reader.name(),
        mailbox: reader.name(),
        serial: reader.uint32(),
        refresh: reader.uint32(),
        retry: reader.uint32(),
        expire: reader.uint32(),
        minimum: reader.uint32(),
      }),
      write: (writer, data) => {
        writer.compressedName(data.primary);
        writer.compressedName(data.mailbox);
        writer.uint32(data.serial, 'The serial of an SOA record');
        writer.uint32(data.refresh, 'The refresh time of an SOA record');
        writer.uint32(data.retry, 'The retry time of an SOA record');
        writer.uint32(data.expire, 'The expire time of an SOA record');
        writer.uint32(data.minimum, 'The minimum TTL of an SOA record');
      },
    },
    NAPTR: {
      read: reader => ({
        order: reader.uint16(),
        preference: reader.uint16(),
        flags: reader.characterString(),
        services: reader.characterString(),
        regexp: reader.characterString(),
        replacement: reader.name(),
      }),
      write: (writer, data) => {
        writer.uint16(data.order, 'The order of a NAPTR record');
        writer.uint16(data.preference, 'The preference of a NAPTR record');
        writer.characterString(data.flags, 'The flags of a NAPTR record');
        writer.characterString(data.services, 'The services of a NAPTR record');
        writer.characterString(data.regexp, 'The regexp of a NAPTR record');
        writer.plainName(data.replacement);
      },
    },
    DS: {
      read: reader => ({
        keyTag: reader.uint16(),
        algorithm: reader.uint8(),
        digestType: reader.uint8(),
        digest: readDigest(reader),
      }),
      write: (writer, data) => {
        if (data.digest.length === 0) {
          throw new DnsValueError('A DS record needs a digest.');
        }
        writer.uint16(data.keyTag, 'The key tag of a DS record');
        writer.uint8(data.algorithm, 'The algorithm of a DS record');
        writer.uint8(data.digestType, 'The digest type of a DS record');
        writer.octets(data.digest);
      },
    },
  };

/** Whether this package takes the data of a type apart. @public */
export function isStructuredType(type: string): type is StructuredType {
  return Object.hasOwn(dataFormats, type);
}
