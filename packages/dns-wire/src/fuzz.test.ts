import fc from 'fast-check';
import { message } from './__testUtils__/arbitraries';
import { decodeHeader, decodeMessage } from './decode';
import { encodeMessage } from './encode';
import { DnsFormatError } from './errors';
import { createMessage } from './message';
import { TsigKey } from './tsigKey';
import { verifyMessage } from './tsigVerify';

/** A small generator with a seed, so that a failure can be had again. */
function randomNumbers(seed: number): (limit: number) => number {
  let state = seed;
  return limit => {
    // xorshift32
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % limit;
  };
}

function errorOf(read: () => unknown): unknown {
  try {
    read();
    return undefined;
  } catch (error) {
    return error;
  }
}

const key: TsigKey = {
  name: 'key',
  algorithm: 'hmac-sha256',
  secret: Uint8Array.of(1),
};

describe('reading hostile packets', () => {
  const random = randomNumbers(20_260_819);

  it('throws nothing but DnsFormatError for 60,000 mutated messages', () => {
    const valid = fc
      .sample(message, { numRuns: 300, seed: 1 })
      .map(given => encodeMessage(given));
    const strange: unknown[] = [];
    const counts = { read: 0, refused: 0 };
    for (let round = 0; round < 60_000; round += 1) {
      const base = valid[random(valid.length)];
      const packet = base.slice(
        0,
        random(4) === 0 ? random(base.length + 1) : base.length,
      );
      for (let edits = random(6); edits > 0 && packet.length > 0; edits -= 1) {
        const pointer = random(3) === 0 ? 0xc0 : random(256);
        packet[random(packet.length)] = pointer;
      }
      const error = errorOf(() => decodeMessage(packet));
      counts[error ? 'refused' : 'read'] += 1;
      const other = errorOf(() =>
        verifyMessage(packet, { keys: [key], now: 0 }),
      );
      for (const thrown of [error, other]) {
        if (thrown && !(thrown instanceof DnsFormatError)) {
          strange.push({ thrown, packet: Buffer.from(packet).toString('hex') });
        }
      }
    }
    expect(strange).toEqual([]);
    expect(counts.read).toBeGreaterThan(5_000);
    expect(counts.refused).toBeGreaterThan(5_000);
  });

  it('throws nothing but DnsFormatError for 60,000 random packets', () => {
    const strange: unknown[] = [];
    for (let round = 0; round < 60_000; round += 1) {
      const packet = Uint8Array.from({ length: random(120) }, () =>
        random(4) === 0 ? 0xc0 : random(20),
      );
      // Small counts, so that reading gets to the records.
      for (let at = 4; at < Math.min(12, packet.length); at += 1) {
        packet[at] = at % 2 === 0 ? 0 : random(3);
      }
      for (const read of [decodeMessage, decodeHeader]) {
        const thrown = errorOf(() => read(packet));
        if (thrown && !(thrown instanceof DnsFormatError)) {
          strange.push({ thrown, packet: Buffer.from(packet).toString('hex') });
        }
      }
    }
    expect(strange).toEqual([]);
  });

  it('follows no chain of pointers further than a name can need', () => {
    // A record whose data is a root label and pointers, each to the one
    // before; the second record has the last one as its name.
    const chain = (length: number) => {
      const data = new Uint8Array(1 + 2 * length);
      const dataOffset = 12 + 11;
      const view = new DataView(data.buffer);
      for (let index = 0; index < length; index += 1) {
        const before = index === 0 ? 0 : 1 + 2 * (index - 1);
        view.setUint16(1 + 2 * index, 0xc000 | (dataOffset + before));
      }
      const holder = {
        name: '',
        type: 'TYPE65280' as const,
        class: 'IN' as const,
        ttl: 0,
        data: { octets: data },
      };
      const packet = [
        ...encodeMessage(createMessage({ id: 1, answers: [holder] })),
      ];
      packet[7] = 2;
      const last = dataOffset + data.length - 2;
      packet.push(0xc0 | (last >>> 8), last & 0xff);
      packet.push(0, 1, 0, 1, 0, 0, 0, 0, 0, 4, 192, 0, 2, 1);
      return Uint8Array.from(packet);
    };
    expect(decodeMessage(chain(100)).answers[1].name).toBe('');
    expect(() => decodeMessage(chain(200))).toThrow(
      'does not lead to an earlier name',
    );
    expect(() => decodeMessage(chain(8_000))).toThrow(DnsFormatError);
  });

  it('reads back what it could read', () => {
    const valid = fc.sample(message, { numRuns: 200, seed: 2 });
    const packets = valid.flatMap(given => {
      const packet = encodeMessage(given);
      return Array.from({ length: 20 }, () => {
        const mutated = packet.slice();
        mutated[random(mutated.length)] = random(256);
        return mutated;
      });
    });
    const readable = packets.filter(
      packet => errorOf(() => decodeMessage(packet)) === undefined,
    );
    expect(readable.length).toBeGreaterThan(500);
    for (const packet of readable) {
      const read = decodeMessage(packet);
      expect(decodeMessage(encodeMessage(read))).toEqual(read);
    }
  });
});
