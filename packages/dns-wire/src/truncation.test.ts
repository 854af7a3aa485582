import fc from 'fast-check';
import { message } from './__testUtils__/arbitraries';
import { decodeMessage } from './decode';
import { encodeMessage } from './encode';
import { createMessage } from './message';
import { ResourceRecord } from './record';
import { recordSets } from './truncation';

function addresses(name: string, count: number): ResourceRecord[] {
  return Array.from({ length: count }, (_, index) => ({
    name,
    type: 'A',
    class: 'IN',
    ttl: 60,
    data: { address: `192.0.2.${index}` },
  }));
}

const nameServer = (owner: string, target: string): ResourceRecord => ({
  name: owner,
  type: 'NS',
  class: 'IN',
  ttl: 60,
  data: { target },
});

const edns = { udpPayloadSize: 1232, version: 0, dnssecOk: false, options: [] };

describe('a message with too little room', () => {
  it('holds whole RRsets only, and never more than it may', () => {
    fc.assert(
      fc.property(message, fc.integer({ min: 0, max: 1500 }), (given, size) => {
        const complete = encodeMessage(given);
        const empty = { answers: [], authorities: [], additionals: [] };
        const smallest = encodeMessage({ ...given, ...empty }).length;
        const maxSize = smallest + size;
        const bytes = encodeMessage(given, { maxSize });
        expect(bytes.length).toBeLessThanOrEqual(maxSize);
        const read = decodeMessage(bytes);
        expect(read).toMatchObject({ id: given.id, rcode: given.rcode });
        expect(read.edns).toEqual(given.edns);
        expect(read.tsig).toEqual(given.tsig);
        const sets = recordSets(given).map(set => set.records);
        for (const set of recordSets(read)) {
          expect(sets).toContainEqual(set.records);
        }
        const left = read.answers.length + read.authorities.length;
        const had = given.answers.length + given.authorities.length;
        expect(read.truncated || left === had).toBe(true);
        expect(
          complete.length > maxSize || bytes.length === complete.length,
        ).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('drops an answer that does not fit, says so, and stops there', () => {
    const given = createMessage({
      id: 1,
      response: true,
      authoritative: true,
      questions: [{ name: 'web.openova.io', type: 'A', class: 'IN' }],
      answers: addresses('web.openova.io', 40),
      authorities: [nameServer('openova.io', 'ns.openova.io')],
      edns,
    });
    const read = decodeMessage(encodeMessage(given, { maxSize: 512 }));
    expect(read).toEqual({
      ...given,
      truncated: true,
      answers: [],
      authorities: [],
    });
    expect(encodeMessage(given, { maxSize: 1232 })).toEqual(
      encodeMessage(given),
    );
  });

  it('drops additional data without a word', () => {
    const given = createMessage({
      id: 1,
      response: true,
      authoritative: true,
      answers: [nameServer('openova.io', 'ns.example.org')],
      additionals: [
        ...addresses('ns.example.org', 40),
        ...addresses('b.example.org', 1),
      ],
    });
    const read = decodeMessage(encodeMessage(given, { maxSize: 512 }));
    expect(read.truncated).toBe(false);
    expect(read.answers).toHaveLength(1);
    // A smaller set after the one that did not fit still helps.
    expect(read.additionals).toEqual(addresses('b.example.org', 1));
  });

  it('tells when a referral loses the addresses it needs', () => {
    const referral = (target: string) =>
      createMessage({
        id: 1,
        response: true,
        authorities: [nameServer('global.openova.io', target)],
        additionals: addresses(target, 40),
      });
    const encode = (target: string) =>
      decodeMessage(encodeMessage(referral(target), { maxSize: 512 }));
    expect(encode('ns.global.openova.io').truncated).toBe(true);
    expect(encode('ns.example.org').truncated).toBe(false);
  });

  it('is refused when not even the question fits', () => {
    const question = { name: 'a.openova.io', type: 'A', class: 'IN' } as const;
    const given = createMessage({ id: 1, questions: [question], edns });
    expect(() => encodeMessage(given, { maxSize: 40 })).toThrow(
      'The question alone takes more than the 40 octets',
    );
  });

  it('is refused above the limit of the format when nothing may be dropped', () => {
    const answers = Array.from({ length: 300 }, (_, index) => index).flatMap(
      index => addresses(`host-with-some-length-${index}.openova.io`, 20),
    );
    const given = createMessage({ id: 1, answers });
    expect(() => encodeMessage(given)).toThrow('the limit is 65535');
    const read = decodeMessage(encodeMessage(given, { maxSize: 65_535 }));
    expect(read.truncated).toBe(true);
    expect(read.answers.length % 20).toBe(0);
  });
});
