import fc from 'fast-check';
import { jsonLines } from './jsonLines';

async function readAll(chunks: Uint8Array[], mostBytes = 1000) {
  async function* body() {
    yield* chunks;
  }
  const values: unknown[] = [];
  const options = { mostBytes, what: 'Cluster eu' };
  for await (const value of jsonLines(body(), options)) values.push(value);
  return values;
}

describe('lines of JSON', () => {
  it('are the same, wherever the bytes are cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.jsonValue(), { maxLength: 5 }),
        fc.array(fc.nat(200)),
        fc.boolean(),
        async (values, cuts, endsWithNewline) => {
          const lines = values.map(value => JSON.stringify(value));
          const text = lines.join('\n') + (endsWithNewline ? '\n' : '');
          const bytes = Buffer.from(text);
          const places = [0, ...cuts.sort((a, b) => a - b), bytes.length];
          const chunks = places.map((place, index) =>
            bytes.subarray(place, places[index + 1] ?? bytes.length),
          );
          expect(await readAll(chunks, 100_000)).toEqual(
            lines.map(line => JSON.parse(line)),
          );
        },
      ),
    );
  });

  it('end at one that is too long, however it comes', async () => {
    const piece = Buffer.from('x'.repeat(400));
    await expect(readAll([piece, piece, piece])).rejects.toThrow(
      'Cluster eu sent a line of more than 1000 bytes',
    );
  });

  it('end at one that is no JSON', async () => {
    await expect(readAll([Buffer.from('<html>\n')])).rejects.toThrow(
      'Cluster eu sent what is no JSON',
    );
  });
});
