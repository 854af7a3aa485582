import fc from 'fast-check';
import { jsonElements } from './jsonElements';

async function* cut(text: string, sizes: readonly number[]) {
  const bytes = Buffer.from(text);
  let start = 0;
  for (let index = 0; start < bytes.length; index += 1) {
    const size = sizes[index % sizes.length];
    yield bytes.subarray(start, start + size);
    start += size;
  }
}

async function read(
  text: string,
  sizes: readonly number[] = [7],
  member?: string,
): Promise<unknown[]> {
  const found: unknown[] = [];
  for await (const each of jsonElements(cut(text, sizes), member)) {
    found.push(each);
  }
  return found;
}

const element = fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue());
const sizes = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1 });

describe('elements of a list in JSON', () => {
  it('are what is in the list, however the text is cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(element),
        sizes,
        fc.integer({ min: 0, max: 3 }),
        async (list, cuts, spaces) => {
          const wanted: unknown = JSON.parse(JSON.stringify(list));
          const text = JSON.stringify(list, undefined, spaces);
          expect(await read(text, cuts)).toEqual(wanted);
        },
      ),
    );
  });

  it('may be those of a member, whatever stands beside it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(element),
        element,
        sizes,
        async (list, beside, cuts) => {
          const around = { beside, more: [[{ list: [1] }]], text: '"list":[{' };
          const text = JSON.stringify({ ...around, list, after: { list: [] } });
          const wanted: unknown = JSON.parse(JSON.stringify(list));
          expect(await read(text, cuts, 'list')).toEqual(wanted);
        },
      ),
    );
  });

  it.each<[string, string | undefined, string]>([
    ['[{"a":1}', undefined, 'ends too early'],
    ['[{"a":"]}', undefined, 'ends too early'],
    ['{"list":[{"a":1}]', 'list', 'ends too early'],
    ['', undefined, 'no such list'],
    ['{"other":[]}', 'list', 'no such list'],
    ['{"list":null}', 'list', 'no such list'],
    ['[1]', undefined, 'no object'],
    ['[[]]', undefined, 'no object'],
    ['[{"a":}]', undefined, 'JSON'],
    ['<html>', undefined, 'no object'],
    ['[{}][{}]', undefined, 'after the end'],
  ])('are none in %s', async (text, member, sentence) => {
    await expect(read(text, [3], member)).rejects.toThrow(sentence);
  });
});
