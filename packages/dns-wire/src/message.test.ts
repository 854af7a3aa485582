import fc from 'fast-check';
import { message, recordData } from './__testUtils__/arbitraries';
import { decodeHeader, decodeMessage } from './decode';
import { encodeMessage } from './encode';
import { DnsFormatError, DnsValueError } from './errors';
import { createMessage, createResponse } from './message';
import { ResourceRecord } from './record';

const hex = (text: string) =>
  Uint8Array.from(Buffer.from(text.replace(/[^0-9a-f]/g, ''), 'hex'));
const toHex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

const query = createMessage({
  id: 0x1234,
  recursionDesired: true,
  questions: [{ name: 'www.example.org', type: 'A', class: 'IN' }],
});

describe('messages', () => {
  it('come back as they were written', () => {
    fc.assert(
      fc.property(message, given => {
        expect(decodeMessage(encodeMessage(given))).toEqual(given);
      }),
      { numRuns: 2000 },
    );
  });

  it('hold the data of every type', () => {
    fc.assert(
      fc.property(recordData, data => {
        const answer: ResourceRecord = {
          name: 'host.example.org',
          class: 'IN',
          ttl: 300,
          ...data,
        };
        const given = createMessage({ id: 1, answers: [answer] });
        expect(decodeMessage(encodeMessage(given)).answers).toEqual([answer]);
      }),
      { numRuns: 3000 },
    );
  });

  it('write a query byte for byte', () => {
    // RFC 1035 4.1.1 and 4.1.2: id, RD, one question.
    const bytes = hex(`
      1234 0100 0001 0000 0000 0000
      03 777777 07 6578616d706c65 03 6f7267 00 0001 0001`);
    expect(toHex(encodeMessage(query))).toBe(toHex(bytes));
    expect(decodeMessage(bytes)).toEqual(query);
  });

  it('write an answer with compressed names byte for byte', () => {
    const answer = createResponse(query, {
      authoritative: true,
      answers: [
        {
          name: 'www.example.org',
          type: 'CNAME',
          class: 'IN',
          ttl: 300,
          data: { target: 'web.example.org' },
        },
        {
          name: 'web.example.org',
          type: 'A',
          class: 'IN',
          ttl: 60,
          data: { address: '192.0.2.1' },
        },
      ],
      edns: { udpPayloadSize: 1232, version: 0, dnssecOk: true, options: [] },
    });
    // Pointers: 0x0c the question, 0x10 its tail, 0x2d the alias's target.
    const bytes = hex(`
      1234 8500 0001 0002 0000 0001
      03 777777 07 6578616d706c65 03 6f7267 00 0001 0001
      c00c 0005 0001 0000012c 0006 03 776562 c010
      c02d 0001 0001 0000003c 0004 c0000201
      00 0029 04d0 00 00 8000 0000`);
    expect(toHex(encodeMessage(answer))).toBe(toHex(bytes));
    expect(decodeMessage(bytes)).toEqual(answer);
  });

  it('compress only where RFC 3597 allows it', () => {
    const bytes = encodeMessage(
      createMessage({
        id: 7,
        answers: [
          {
            name: 'example.org',
            type: 'MX',
            class: 'IN',
            ttl: 0,
            data: { preference: 10, exchange: 'mail.example.org' },
          },
          {
            name: 'example.org',
            type: 'SRV',
            class: 'IN',
            ttl: 0,
            data: { priority: 1, weight: 2, port: 443, target: 'example.org' },
          },
        ],
      }),
    );
    expect(toHex(bytes)).toBe(
      toHex(
        hex(`
        0007 0000 0000 0002 0000 0000
        07 6578616d706c65 03 6f7267 00 000f 0001 00000000 0009 000a 04 6d61696c c00c
        c00c 0021 0001 00000000 0013 0001 0002 01bb 07 6578616d706c65 03 6f7267 00`),
      ),
    );
  });

  it('carry extended response codes and EDNS options', () => {
    const given = createMessage({
      id: 9,
      response: true,
      rcode: 'BADVERS',
      edns: {
        udpPayloadSize: 512,
        version: 0,
        dnssecOk: false,
        options: [{ code: 10, data: Uint8Array.of(1, 2, 3) }],
      },
    });
    const bytes = encodeMessage(given);
    // RFC 6891 6.1.3: 16 is 1 in the OPT and 0 in the header.
    expect(toHex(bytes)).toBe(
      toHex(
        hex(`0009 8000 0000 0000 0000 0001
        00 0029 0200 01 00 0000 0007 000a 0003 010203`),
      ),
    );
    expect(decodeMessage(bytes)).toEqual(given);
    expect(() =>
      encodeMessage(createMessage({ id: 9, rcode: 'BADVERS' })),
    ).toThrow('needs EDNS');
  });

  it('keep records of unknown types as octets', () => {
    const bytes = hex(`0001 8400 0000 0001 0000 0000
      00 ff00 002a 00000005 0003 c00c00`);
    const [record] = decodeMessage(bytes).answers;
    expect(record).toEqual({
      name: '',
      type: 'TYPE65280',
      class: 'CLASS42',
      ttl: 5,
      data: { octets: hex('c00c00') },
    });
    expect(toHex(encodeMessage(decodeMessage(bytes)))).toBe(toHex(bytes));
  });

  it('count a TTL with the highest bit as zero', () => {
    const bytes = hex(`0001 8400 0000 0001 0000 0000
      00 0001 0001 80000001 0004 c0000201`);
    expect(decodeMessage(bytes).answers[0].ttl).toBe(0);
  });

  it.each([
    ['0001', 'at least 12 octets', 0],
    ['0001 0000 0001 0000 0000 0000', 'A name runs beyond its end', 12],
    ['0001 0000 0000 0000 0000 0000 00', '1 octets follow', 12],
    ['0001 0000 0001 0000 0000 0000 c00c 0001 0001', 'earlier name', 12],
    ['0001 0000 0001 0000 0000 0000 01 61 c00c 0001 0001', 'earlier name', 14],
    ['0001 0000 0001 0000 0000 0000 c00e c00c 0001 0001', 'earlier name', 12],
    ['0001 0000 0001 0000 0000 0000 80 0001 0001', 'reserved type', 12],
    ['0001 0000 0001 0000 0000 0000 05 6161', 'A label runs beyond', 13],
    ['0001 0000 0001 0000 0000 0000 00 0001 00', '16-bit number', 15],
    [
      '0001 8000 0000 0001 0000 0000 00 0001 0001 00000000 0003 c00002',
      '4 octets was expected, 3',
      23,
    ],
    [
      '0001 8000 0000 0001 0000 0000 00 0001 0001 00000000 0005 c000020100',
      'left over in the record data',
      27,
    ],
    [
      '0001 8000 0000 0001 0000 0000 00 0010 0001 00000000 0000',
      'an octet was expected',
      23,
    ],
    [
      '0001 8000 0000 0001 0000 0000 00 0010 0001 00000000 0009 00',
      'Data of 9 octets was announced, 1 are left',
      23,
    ],
    [
      '0001 8000 0000 0001 0000 0000 00 0029 0200 00000000 0000',
      'outside of the additional section',
      12,
    ],
    [
      '0001 0000 0000 0000 0000 0002 00 0029 0200 00000000 0000 00 0029 0200 00000000 0000',
      'second OPT',
      23,
    ],
    [
      '0001 0000 0000 0000 0000 0001 00 00fa 0001 00000000 0010 00 00000000000000000000000000000000',
      'needs class ANY, TTL 0',
      12,
    ],
    [
      '0001 0000 0000 0000 0000 0002 00 00fa 00ff 00000000 0011 00 000000000000 0000 0000 0000 0000 0000 00 0001 0001 00000000 0004 c0000201',
      'follows the TSIG record',
      40,
    ],
    [
      '0001 8000 0000 0001 0000 0000 00 0101 0001 00000000 0004 00 01 2d 61',
      'tag of a CAA record',
      24,
    ],
  ])('refuse %s', (text, reason, offset) => {
    let caught: unknown;
    try {
      decodeMessage(hex(text));
    } catch (error) {
      caught = error;
    }
    expect(caught).toBeInstanceOf(DnsFormatError);
    expect(caught).toMatchObject({
      message: expect.stringContaining(reason),
      offset,
    });
  });

  it('refuse a name that grows too long behind a pointer', () => {
    const longest = [...Array(3).fill('a'.repeat(63)), 'b'.repeat(61)].join(
      '.',
    );
    const question = { name: longest, type: 'A', class: 'IN' } as const;
    const given = createMessage({ id: 1, questions: [question, question] });
    const bytes = encodeMessage(given);
    expect(decodeMessage(bytes)).toEqual(given);
    // The second question: one more label before the pointer.
    const longer = [...bytes.slice(0, -6), 1, 0x61, ...bytes.slice(-6)];
    expect(() => decodeMessage(Uint8Array.from(longer))).toThrow(
      'A name takes more than 255 octets',
    );
  });

  it('give their header even when the rest is broken', () => {
    expect(decodeHeader(hex('1234 2900 0001 0000 0000 0000 ff'))).toMatchObject(
      {
        id: 0x1234,
        opcode: 'UPDATE',
        recursionDesired: true,
      },
    );
  });

  it('say which value does not fit', () => {
    const withAnswer = (answer: ResourceRecord) => () =>
      encodeMessage(createMessage({ id: 1, answers: [answer] }));
    const head = { name: 'a.example.org', class: 'IN' as const, ttl: 1 };
    expect(
      withAnswer({ ...head, type: 'A', data: { address: '010.0.0.1' } }),
    ).toThrow('"010.0.0.1" is not an IPv4 address.');
    expect(
      withAnswer({ ...head, type: 'AAAA', data: { address: 'fe80::1%eth0' } }),
    ).toThrow('"fe80::1%eth0" is not an IPv6 address.');
    expect(
      withAnswer({
        ...head,
        type: 'TXT',
        data: { strings: [new Uint8Array(256)] },
      }),
    ).toThrow('A string of a TXT record has 256 octets');
    expect(
      withAnswer({ ...head, ttl: 2 ** 31, type: 'NS', data: { target: '' } }),
    ).toThrow('The TTL of the NS record "a.example.org" is 2147483648');
    expect(() => encodeMessage(createMessage({ id: 65_536 }))).toThrow(
      DnsValueError,
    );
    expect(() =>
      encodeMessage(
        createMessage({
          id: 1,
          answers: [{ ...head, type: 'A', data: undefined }],
        }),
      ),
    ).toThrow('has no data: only the classes ANY and NONE allow that');
  });
});
