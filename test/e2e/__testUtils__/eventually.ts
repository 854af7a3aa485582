import { isDeepStrictEqual } from 'node:util';

const pollEveryMilliseconds = 50;

/**
 * Waits until what is read equals what is expected; the failure shows what was
 * read last. For what no page tells of: a page's own changes are waited for
 * with its locators.
 */
export async function eventually<T>(
  read: () => Promise<T>,
  expected: T,
  options: { withinMilliseconds?: number } = {},
): Promise<void> {
  const deadline = Date.now() + (options.withinMilliseconds ?? 15_000);
  let last = await read();
  while (!isDeepStrictEqual(last, expected) && Date.now() < deadline) {
    await new Promise(resolve => setTimeout(resolve, pollEveryMilliseconds));
    last = await read();
  }
  expect(last).toEqual(expected);
}
