import fc from 'fast-check';
import { octets } from './__testUtils__/arbitraries';
import { frameMessage, FrameSplitter } from './framing';

describe('framing', () => {
  it('finds the messages however the stream is cut', () => {
    fc.assert(
      fc.property(
        fc.array(octets(700), { maxLength: 6 }),
        fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 20 }),
        (messages, cuts) => {
          const splitter = new FrameSplitter();
          let rest = Uint8Array.from(Buffer.concat(messages.map(frameMessage)));
          const found: Uint8Array[] = [];
          for (const cut of cuts) {
            found.push(...splitter.push(rest.subarray(0, cut)));
            rest = rest.subarray(cut);
          }
          found.push(...splitter.push(rest));
          expect(found).toEqual(messages);
          expect(splitter.isInsideMessage).toBe(false);
        },
      ),
    );
  });

  it('takes a stream octet by octet', () => {
    const splitter = new FrameSplitter();
    const stream = frameMessage(Uint8Array.of(7, 8));
    const found = Array.from(stream, octet =>
      splitter.push(Uint8Array.of(octet)),
    );
    expect(found).toEqual([[], [], [], [Uint8Array.of(7, 8)]]);
  });

  it('knows when the end of the stream would be a cut', () => {
    const splitter = new FrameSplitter();
    splitter.push(Uint8Array.of(0));
    expect(splitter.isInsideMessage).toBe(true);
    splitter.push(Uint8Array.of(2, 1));
    expect(splitter.isInsideMessage).toBe(true);
    expect(splitter.push(Uint8Array.of(1))).toEqual([Uint8Array.of(1, 1)]);
    expect(splitter.isInsideMessage).toBe(false);
  });

  it('refuses a message that the length cannot tell', () => {
    expect(() => frameMessage(new Uint8Array(65_536))).toThrow(
      'the limit over TCP is 65535',
    );
  });
});
