import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { message } from './__testUtils__/arbitraries';
import { decodeMessage } from './decode';
import { encodeMessage } from './encode';
import { DnsFormatError } from './errors';
import { createMessage, createResponse } from './message';
import { parseTsigKey, TsigKey } from './tsigKey';
import {
  rejectedTsig,
  signMessage,
  tsigLength,
  TsigStreamSigner,
} from './tsigSign';
import { TsigStreamVerifier, verifyMessage } from './tsigVerify';

const now = 1_790_000_000;
const secret = Uint8Array.from(Buffer.from('an example of a shared secret'));
const key: TsigKey = { name: 'ext-dns-key', algorithm: 'hmac-sha256', secret };
const query = createMessage({
  id: 0x1234,
  questions: [{ name: 'openova.io', type: 'AXFR', class: 'IN' }],
});
const bytesOfQuery = encodeMessage(query);
const joined = (text: string) => text.replace(/\s/g, '');

/** What a changed message comes to: it may be no message any more. */
function statusOf(bytes: Uint8Array, keys: TsigKey[]): string {
  try {
    return verifyMessage(bytes, { keys, now }).status;
  } catch (error) {
    if (error instanceof DnsFormatError) {
      return 'unreadable';
    }
    throw error;
  }
}

describe('TSIG of one message', () => {
  it('is written byte for byte as RFC 8945 says', () => {
    const signed = signMessage(bytesOfQuery, key, { now });
    const time = now.toString(16).padStart(12, '0');
    const keyName = joined('0b 6578742d646e732d6b6579 00');
    const algorithm = joined('0b 686d61632d736861323536 00');
    // 4.3.3: name, class ANY, TTL 0, algorithm, time, fudge, error, other.
    const variables = `${keyName}00ff00000000${algorithm}${time}012c00000000`;
    const mac = createHmac('sha256', secret)
      .update(bytesOfQuery)
      .update(Buffer.from(variables, 'hex'))
      .digest('hex');
    const start = Buffer.from(bytesOfQuery).toString('hex');
    expect(Buffer.from(signed.bytes).toString('hex')).toBe(
      `${start.slice(0, 20)}0001${start.slice(24)}${keyName}00fa00ff00000000` +
        `003d${algorithm}${time}012c0020${mac}123400000000`,
    );
    expect(Buffer.from(signed.mac).toString('hex')).toBe(mac);
    expect(signed.bytes.length - bytesOfQuery.length).toBe(tsigLength(key) - 6);
  });

  it.each([
    'hmac-sha1',
    'hmac-sha224',
    'hmac-sha256',
    'hmac-sha384',
    'hmac-sha512',
  ] as const)('with %s covers every octet of any message', algorithm => {
    const own: TsigKey = { name: 'Key.openova.io', algorithm, secret };
    fc.assert(
      fc.property(
        message.filter(given => !given.tsig),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        (given, position, change) => {
          const unsigned = encodeMessage(given);
          const { bytes } = signMessage(unsigned, own, { now });
          const keys = [key, { ...own, name: 'KEY.openova.IO' }];
          const result = verifyMessage(bytes, { keys, now });
          expect(result.status).toBe('valid');
          const changed = bytes.slice();
          changed[2 + (position % (unsigned.length - 2))] ^= change;
          expect(statusOf(changed, keys)).not.toBe('valid');
        },
      ),
      { numRuns: 150 },
    );
  });

  it('binds an answer to its request', () => {
    const request = signMessage(bytesOfQuery, key, { now });
    const answer = signMessage(encodeMessage(createResponse(query)), key, {
      now,
      requestMac: request.mac,
    });
    const verify = (requestMac?: Uint8Array) =>
      verifyMessage(answer.bytes, { keys: [key], now, requestMac });
    expect(verify(request.mac)).toMatchObject({ status: 'valid', key });
    expect(verify()).toMatchObject({ status: 'invalid', error: 'BADSIG' });
    expect(verify(answer.mac)).toMatchObject({ error: 'BADSIG' });
  });

  it('holds when a forwarder gave the message another id', () => {
    const { bytes } = signMessage(bytesOfQuery, key, { now });
    bytes[0] = 0x77;
    expect(verifyMessage(bytes, { keys: [key], now }).status).toBe('valid');
  });

  it('tells what is wrong, in the order of RFC 8945', () => {
    const { bytes } = signMessage(bytesOfQuery, key, { now });
    const verify = (keys: TsigKey[], clock: number) =>
      verifyMessage(bytes, { keys, now: clock });
    expect(verify([{ ...key, name: 'other' }], now)).toMatchObject({
      error: 'BADKEY',
      reason: 'No TSIG key "ext-dns-key" with hmac-sha256 is known.',
    });
    expect(verify([{ ...key, algorithm: 'hmac-sha512' }], now)).toMatchObject({
      error: 'BADKEY',
    });
    expect(
      verify([{ ...key, secret: Uint8Array.of(1) }], now + 301),
    ).toMatchObject({ error: 'BADSIG' });
    expect(verify([key], now + 301)).toMatchObject({
      error: 'BADTIME',
      key,
      reason: 'The clocks differ by 301 s, 300 s are allowed.',
    });
    expect(verify([key], now - 300).status).toBe('valid');
    expect(verifyMessage(bytesOfQuery, { keys: [key], now }).status).toBe(
      'unsigned',
    );
  });

  it('judges a MAC that was cut short', () => {
    const { tsig, ...rest } = decodeMessage(
      signMessage(bytesOfQuery, key, { now }).bytes,
    );
    const cutTo = (length: number) => {
      const data = tsig && {
        ...tsig.data,
        mac: tsig.data.mac.subarray(0, length),
      };
      const cut = tsig && data && { name: tsig.name, data };
      const bytes = encodeMessage({ ...rest, tsig: cut });
      return verifyMessage(bytes, { keys: [key], now });
    };
    expect(cutTo(32)).toMatchObject({ status: 'valid' });
    expect(cutTo(16)).toMatchObject({ error: 'BADTRUNC' });
    expect(cutTo(15)).toMatchObject({ error: 'FORMERR' });
    expect(cutTo(0)).toMatchObject({ error: 'FORMERR' });
  });

  it('carries the refusals of a server', () => {
    const request = signMessage(bytesOfQuery, key, { now });
    const { tsig } = decodeMessage(request.bytes);
    if (!tsig) {
      throw new Error('a signed message has a TSIG');
    }
    const refusal = createResponse(query, { rcode: 'NOTAUTH' });
    const options = { keys: [key], now, requestMac: request.mac };
    const unsigned = encodeMessage({
      ...refusal,
      tsig: rejectedTsig(tsig, 'BADKEY'),
    });
    expect(verifyMessage(unsigned, options)).toMatchObject({
      status: 'refused',
      error: 'BADKEY',
      authenticated: false,
    });
    const late = signMessage(encodeMessage(refusal), key, {
      now: now + 4000,
      requestMac: request.mac,
      badTime: { requestTime: now },
    });
    expect(verifyMessage(late.bytes, options)).toMatchObject({
      status: 'refused',
      error: 'BADTIME',
      authenticated: true,
    });
    expect(decodeMessage(late.bytes).tsig?.data).toMatchObject({
      timeSigned: now,
      otherData: Uint8Array.from(
        Buffer.from((now + 4000).toString(16).padStart(12, '0'), 'hex'),
      ),
    });
  });

  it('does not sign twice', () => {
    const { bytes } = signMessage(bytesOfQuery, key, { now });
    expect(() => signMessage(bytes, key, { now })).toThrow(
      'has a TSIG record already',
    );
  });
});

describe('TSIG of a stream', () => {
  const request = signMessage(bytesOfQuery, key, { now });
  const part = (id: number) =>
    encodeMessage(
      createResponse(query, {
        answers: [
          {
            name: `host-${id}.openova.io`,
            type: 'A',
            class: 'IN',
            ttl: 60,
            data: { address: '192.0.2.1' },
          },
        ],
      }),
    );
  const signedParts = (count: number) => {
    const signer = new TsigStreamSigner(key, request.mac);
    return Array.from({ length: count }, (_, id) =>
      signer.sign(part(id), { now }),
    );
  };
  const newVerifier = () => new TsigStreamVerifier(key, request.mac);

  it('verifies message after message', () => {
    const verifier = newVerifier();
    expect(verifier.isComplete).toBe(false);
    for (const bytes of signedParts(5)) {
      expect(verifier.accept(bytes, now).status).toBe('valid');
      expect(verifier.isComplete).toBe(true);
    }
  });

  it('notices a message that is missing, doubled or out of order', () => {
    const [first, second, third] = signedParts(3);
    for (const order of [
      [first, third],
      [first, first],
      [second],
      [first, third, second],
    ]) {
      const verifier = newVerifier();
      const results = order.map(bytes => verifier.accept(bytes, now).status);
      expect(results.at(-1)).toBe('invalid');
      expect(verifier.isComplete).toBe(false);
    }
  });

  it('covers unsigned messages by the next signature, up to 99', () => {
    const [first] = signedParts(1);
    const mac = decodeMessage(first).tsig?.data.mac ?? new Uint8Array(0);
    const length = Buffer.from([0, mac.length]);
    const time = Buffer.from(
      `${now.toString(16).padStart(12, '0')}012c`,
      'hex',
    );
    // 5.3.1: prior MAC, all messages since, the timers.
    const parts = [part(1), part(2), part(3)];
    const digest = createHmac('sha256', secret)
      .update(Buffer.concat([length, mac, ...parts, time]))
      .digest();
    const last = encodeMessage({
      ...decodeMessage(part(3)),
      tsig: {
        name: key.name,
        data: {
          algorithm: key.algorithm,
          timeSigned: now,
          fudge: 300,
          mac: Uint8Array.from(digest),
          originalId: query.id,
          error: 'NOERROR',
          otherData: new Uint8Array(0),
        },
      },
    });
    const verifier = newVerifier();
    const statuses = [first, part(1), part(2)].map(
      bytes => verifier.accept(bytes, now).status,
    );
    expect(statuses).toEqual(['valid', 'unsigned', 'unsigned']);
    expect(verifier.isComplete).toBe(false);
    expect(verifier.accept(last, now).status).toBe('valid');
    expect(verifier.isComplete).toBe(true);

    const tired = newVerifier();
    tired.accept(first, now);
    for (let count = 0; count < 99; count += 1) {
      expect(tired.accept(part(count), now).status).toBe('unsigned');
    }
    expect(tired.accept(part(0), now)).toMatchObject({ status: 'invalid' });
    expect(newVerifier().accept(part(0), now)).toMatchObject({
      status: 'invalid',
      reason: 'The first message of the answer has no TSIG record.',
    });
  });
});

describe('TSIG keys', () => {
  it('come from configuration', () => {
    expect(
      parseTsigKey({
        name: 'Ext-DNS-Key.',
        algorithm: 'HMAC-SHA512.',
        secret: 'c2VjcmV0',
      }),
    ).toEqual({
      name: 'ext-dns-key',
      algorithm: 'hmac-sha512',
      secret: Uint8Array.from(Buffer.from('secret')),
    });
  });

  it.each([
    [
      { algorithm: 'hmac-md5' },
      'The TSIG algorithm "hmac-md5" is not supported',
    ],
    [{ secret: 'not/base64!' }, 'The secret of the TSIG key "k" is not base64'],
    [{ secret: '' }, 'The secret of the TSIG key "k" is not base64'],
    [{ name: 'a..b' }, 'has an empty label'],
  ])('are refused with a sentence: %j', (fields, sentence) => {
    const good = { name: 'k', algorithm: 'hmac-sha256', secret: 'c2VjcmV0' };
    expect(() => parseTsigKey({ ...good, ...fields })).toThrow(sentence);
  });
});
