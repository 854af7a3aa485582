import fc from 'fast-check';
import { formatIpv4, formatIpv6 } from '../address';
import { opcodeText, rcodeText, tsigErrorText, typeText } from '../codes';
import { createMessage, Message } from '../message';
import { formatName, Name } from '../name';
import {
  EmptyRecord,
  OpaqueType,
  RecordData,
  ResourceRecord,
  SectionRecord,
  TsigRecord,
} from '../record';
import { isStructuredType } from '../recordData';

/** Octets of at most this many. */
export const octets = (maxLength: number, minLength = 0) =>
  fc.uint8Array({ minLength, maxLength });

const hostLabel = fc
  .stringMatching(/^[A-Za-z0-9_*][A-Za-z0-9-]{0,10}$/)
  .map(text => Uint8Array.from(Buffer.from(text)));

/** Labels of a name: mostly hostnames, sometimes any octets. */
export const labels: fc.Arbitrary<Uint8Array[]> = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: hostLabel },
      { weight: 1, arbitrary: octets(63, 1) },
    ),
    { maxLength: 8 },
  )
  .map(list => {
    let length = 1;
    return list.filter(label => {
      const fits = length + label.length + 1 <= 255;
      length += fits ? label.length + 1 : 0;
      return fits;
    });
  });

// A shared tail now and then, so that compression has something to do.
export const name: fc.Arbitrary<Name> = fc.oneof(
  labels.map(formatName),
  fc
    .tuple(
      hostLabel,
      fc.constantFrom('openova.io', 'example.org', 'Example.org'),
    )
    .map(([label, zone]) => `${formatName([label])}.${zone}`),
);

const uint8 = fc.integer({ min: 0, max: 0xff });
const uint16 = fc.integer({ min: 0, max: 0xffff });
const uint32 = fc.integer({ min: 0, max: 0xffff_ffff });
const characterString = octets(255);

/** Types whose data stays octets. */
const opaqueType = fc
  .oneof(fc.constantFrom(13, 52, 64, 65, 99, 255), uint16)
  .map(typeText)
  .filter(
    (type): type is OpaqueType =>
      !isStructuredType(type) && type !== 'OPT' && type !== 'TSIG',
  );

/** One arbitrary for each type, and one for all the others. */
export const dataOfType = {
  A: octets(4, 4).map(value => ({ address: formatIpv4(value) })),
  AAAA: octets(16, 16).map(value => ({ address: formatIpv6(value) })),
  CNAME: fc.record({ target: name }),
  DNAME: fc.record({ target: name }),
  NS: fc.record({ target: name }),
  PTR: fc.record({ target: name }),
  TXT: fc.record({
    strings: fc.array(characterString, { minLength: 1, maxLength: 4 }),
  }),
  MX: fc.record({ preference: uint16, exchange: name }),
  SRV: fc.record({
    priority: uint16,
    weight: uint16,
    port: uint16,
    target: name,
  }),
  CAA: fc.record({
    flags: uint8,
    tag: fc.stringMatching(/^[A-Za-z0-9]{1,15}$/),
    value: octets(300),
  }),
  SOA: fc.record({
    primary: name,
    mailbox: name,
    serial: uint32,
    refresh: uint32,
    retry: uint32,
    expire: uint32,
    minimum: uint32,
  }),
  NAPTR: fc.record({
    order: uint16,
    preference: uint16,
    flags: characterString,
    services: characterString,
    regexp: characterString,
    replacement: name,
  }),
  DS: fc.record({
    keyTag: uint16,
    algorithm: uint8,
    digestType: uint8,
    digest: octets(64, 1),
  }),
};

/** Data of any type. */
export const recordData: fc.Arbitrary<RecordData> = fc.oneof(
  dataOfType.A.map(data => ({ type: 'A' as const, data })),
  dataOfType.AAAA.map(data => ({ type: 'AAAA' as const, data })),
  dataOfType.CNAME.map(data => ({ type: 'CNAME' as const, data })),
  dataOfType.DNAME.map(data => ({ type: 'DNAME' as const, data })),
  dataOfType.NS.map(data => ({ type: 'NS' as const, data })),
  dataOfType.PTR.map(data => ({ type: 'PTR' as const, data })),
  dataOfType.TXT.map(data => ({ type: 'TXT' as const, data })),
  dataOfType.MX.map(data => ({ type: 'MX' as const, data })),
  dataOfType.SRV.map(data => ({ type: 'SRV' as const, data })),
  dataOfType.CAA.map(data => ({ type: 'CAA' as const, data })),
  dataOfType.SOA.map(data => ({ type: 'SOA' as const, data })),
  dataOfType.NAPTR.map(data => ({ type: 'NAPTR' as const, data })),
  dataOfType.DS.map(data => ({ type: 'DS' as const, data })),
  fc.record({ type: opaqueType, data: fc.record({ octets: octets(80) }) }),
);

const ttl = fc.integer({ min: 0, max: 0x7fff_ffff });

/** A record with data. */
export const record: fc.Arbitrary<ResourceRecord> = fc
  .tuple(name, ttl, recordData)
  .map(([owner, seconds, data]) => ({
    name: owner,
    class: 'IN' as const,
    ttl: seconds,
    ...data,
  }));

/** A record without data, as in an UPDATE. */
export const emptyRecord: fc.Arbitrary<EmptyRecord> = fc.record({
  name,
  class: fc.constantFrom('ANY' as const, 'NONE' as const),
  ttl,
  type: fc.constantFrom('A' as const, 'TXT' as const, 'ANY' as const),
  data: fc.constant(undefined),
});

const section: fc.Arbitrary<SectionRecord[]> = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: record },
    { weight: 1, arbitrary: emptyRecord },
  ),
  { maxLength: 6 },
);

const tsig: fc.Arbitrary<TsigRecord> = fc.record({
  name,
  data: fc.record({
    algorithm: name,
    timeSigned: fc.integer({ min: 0, max: 0xffff_ffff_ffff }),
    fudge: uint16,
    mac: octets(64),
    originalId: uint16,
    error: uint16.map(tsigErrorText),
    otherData: octets(6),
  }),
});

const edns = fc.record({
  udpPayloadSize: uint16,
  version: uint8,
  dnssecOk: fc.boolean(),
  options: fc.array(fc.record({ code: uint16, data: octets(40) }), {
    maxLength: 3,
  }),
});

/** Whole messages. */
export const message: fc.Arbitrary<Message> = fc
  .record(
    {
      id: uint16,
      response: fc.boolean(),
      opcode: fc.integer({ min: 0, max: 15 }).map(opcodeText),
      authoritative: fc.boolean(),
      truncated: fc.boolean(),
      recursionDesired: fc.boolean(),
      recursionAvailable: fc.boolean(),
      authenticData: fc.boolean(),
      checkingDisabled: fc.boolean(),
      rcode: fc.integer({ min: 0, max: 4095 }),
      questions: fc.array(
        fc.record({
          name,
          type: fc.constantFrom('A' as const, 'SOA' as const, 'ANY' as const),
          class: fc.constantFrom('IN' as const, 'ANY' as const),
        }),
        { maxLength: 2 },
      ),
      answers: section,
      authorities: section,
      additionals: section,
      edns,
      tsig,
    },
    { requiredKeys: ['id', 'rcode'] },
  )
  .map(({ rcode, ...fields }) =>
    createMessage({
      ...fields,
      rcode: rcodeText(fields.edns ? rcode : rcode % 16),
    }),
  );
