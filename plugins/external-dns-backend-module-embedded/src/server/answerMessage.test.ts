import {
  createMessage,
  decodeMessage,
  Edns,
  encodeMessage,
  Message,
} from '@openova/dns-wire';
import fc from 'fast-check';
import { query } from '../__testUtils__/ask';
import { serving, told, zoneOf } from '../__testUtils__/servedZone';
import { answerMessage, Transport } from './answerMessage';

const large = Array.from(
  { length: 30 },
  (_, index) => `large TXT "${'x'.repeat(90)}${index}"`,
);
const zones = serving(
  zoneOf('openova.io', ['@ NS ns1.openova.io', 'web A 192.0.2.1', ...large]),
);

function edns(fields: Partial<Edns> = {}): Edns {
  return {
    udpPayloadSize: 1232,
    version: 0,
    dnssecOk: false,
    options: [],
    ...fields,
  };
}

function octets(message: Message, transport: Transport = 'udp'): Uint8Array {
  return (
    answerMessage(zones, encodeMessage(message), transport) ?? new Uint8Array()
  );
}

function answerTo(message: Message, transport: Transport = 'udp'): Message {
  return decodeMessage(octets(message, transport));
}

function idOf(bytes: Uint8Array): number {
  return bytes[0] * 256 + bytes[1];
}

/** The id of octets that can be read, as an answer. */
function idOfAnswer(bytes: Uint8Array | undefined): number | undefined {
  const message = bytes && decodeMessage(bytes);
  return message?.response ? message.id : undefined;
}

describe('a message and its answer', () => {
  it('keeps id, question and the bits that are the asker’s', () => {
    const asked = query('WeB.openova.io', 'A', {
      id: 0xbeef,
      recursionDesired: true,
      checkingDisabled: true,
    });
    expect(answerTo(asked)).toMatchObject({
      id: 0xbeef,
      response: true,
      recursionDesired: true,
      recursionAvailable: false,
      checkingDisabled: true,
      questions: asked.questions,
    });
  });

  it.each([
    ['NOTIMP', createMessage({ id: 1, opcode: 'NOTIFY' })],
    ['NOTIMP', query('web.openova.io', 'A', { opcode: 'UPDATE' })],
    ['NOTIMP', query('web.openova.io', 'A', { opcode: 'OPCODE9' })],
    ['FORMERR', createMessage({ id: 1 })],
    [
      'FORMERR',
      createMessage({
        id: 1,
        questions: [
          { name: 'web.openova.io', type: 'A', class: 'IN' },
          { name: 'web.openova.io', type: 'AAAA', class: 'IN' },
        ],
      }),
    ],
    ['FORMERR', query('web.openova.io', 'OPT')],
    ['REFUSED', query('openova.io', 'AXFR')],
    ['REFUSED', query('openova.io', 'IXFR')],
    [
      'REFUSED',
      createMessage({
        id: 1,
        questions: [{ name: 'web.openova.io', type: 'A', class: 'CH' }],
      }),
    ],
    ['BADVERS', query('web.openova.io', 'A', { edns: edns({ version: 1 }) })],
  ] as const)('%s, and nothing else', (rcode, message) => {
    expect(told(answerTo(message))).toEqual([rcode]);
  });

  it('is silent to answers and to what has no header', () => {
    const reply = encodeMessage(
      query('web.openova.io', 'A', { response: true }),
    );
    expect(answerMessage(zones, reply, 'udp')).toBeUndefined();
    expect(answerMessage(zones, reply.subarray(0, 11), 'udp')).toBeUndefined();
  });

  it('says FORMERR to a header whose rest is broken', () => {
    const asked = encodeMessage(query('web.openova.io', 'A', { id: 77 }));
    const answer = answerMessage(zones, asked.subarray(0, -1), 'udp');
    expect(answer && decodeMessage(answer)).toMatchObject({
      id: 77,
      rcode: 'FORMERR',
    });
  });

  it('does not know keys, and says so', () => {
    const { rcode, tsig, answers } = answerTo(
      query('web.openova.io', 'A', {
        tsig: {
          name: 'some-key',
          data: {
            algorithm: 'hmac-sha256',
            timeSigned: 1_795_000_000,
            fudge: 300,
            mac: new Uint8Array(32),
            originalId: 4711,
            error: 'NOERROR',
            otherData: new Uint8Array(),
          },
        },
      }),
    );
    expect({ rcode, error: tsig?.data.error, answers }).toEqual({
      rcode: 'NOTAUTH',
      error: 'BADKEY',
      answers: [],
    });
  });

  it('answers EDNS with EDNS and plain with plain', () => {
    expect(answerTo(query('web.openova.io', 'A')).edns).toBeUndefined();
    const asked = edns({
      dnssecOk: true,
      options: [{ code: 10, data: new Uint8Array(8) }],
    });
    for (const name of ['web.openova.io', 'example.org']) {
      expect(answerTo(query(name, 'A', { edns: asked })).edns).toEqual(
        edns({ dnssecOk: true }),
      );
    }
  });

  it.each([
    [undefined, 512],
    [0, 512],
    [700, 700],
    [65_535, 1232],
  ])('keeps within the size of EDNS %s, %s octets', (udpPayloadSize, limit) => {
    const asked = query('large.openova.io', 'TXT', {
      edns: udpPayloadSize === undefined ? undefined : edns({ udpPayloadSize }),
    });
    expect(octets(asked).length).toBeLessThanOrEqual(limit);
    expect(answerTo(asked)).toMatchObject({ truncated: true, answers: [] });
    const whole = answerTo(asked, 'tcp');
    expect(whole.truncated).toBe(false);
    expect(whole.answers).toHaveLength(30);
  });

  it('has an answer to any octets, or none, and never fails', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), bytes => {
        const answer = answerMessage(zones, bytes, 'udp');
        const isQuery = bytes.length >= 12 && bytes[2] < 0x80;
        expect(answer !== undefined).toBe(isQuery);
        const { length = 0 } = answer ?? {};
        expect(length).toBeLessThanOrEqual(1232);
        expect(idOfAnswer(answer)).toEqual(isQuery ? idOf(bytes) : undefined);
      }),
      { numRuns: 2000 },
    );
  });

  it('survives a query with any octets changed', () => {
    const asked = encodeMessage(query('web.openova.io', 'A', { edns: edns() }));
    const edit = fc.tuple(fc.nat(asked.length - 1), fc.nat(255));
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 4 }), edits => {
        const bytes = Uint8Array.from(asked);
        for (const [position, octet] of edits) bytes[position] = octet;
        const answer = answerMessage(zones, bytes, 'udp');
        const isQuery = bytes[2] < 0x80;
        expect(idOfAnswer(answer)).toEqual(isQuery ? idOf(bytes) : undefined);
      }),
      { numRuns: 2000 },
    );
  });
});
