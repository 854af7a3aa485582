import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

/*
 * What a world takes depends on V8 more than on anything that is written here, and its
 * defaults are for servers. Measured with worlds of 10,000 and 100,000 routes:
 *
 * - Left alone the heap grows to thrice its long-lived objects before it is swept, and
 *   the room for short-lived ones to 100 MB. Held back as here, a world takes half
 *   of the memory and little more time.
 * - What runs for half a second is not worth the best machine code: making it takes a
 *   quarter of that time, and Maglev's is nearly as good. Before V8 13 there is no
 *   Maglev.
 */
const megabyte = 1024 * 1024;
/** Input above this runs for seconds. */
const largeInput = 32 * megabyte;
const roomForShortLived = { small: 8 * megabyte, large: 16 * megabyte };
const hasMaglev = Number.parseInt(process.versions.v8, 10) >= 13;

/**
 * The input as it comes, while V8 is set up for a process that reads it, answers, and
 * ends.
 *
 * @internal
 */
export async function* tunedInput(
  input: AsyncIterable<Uint8Array | string>,
): AsyncGenerator<Uint8Array | string> {
  setFlagsFromString('--heap-growing-percent=60');
  if (hasMaglev) setFlagsFromString('--no-opt');
  let length = 0;
  let room = roomForShortLived.small;
  let isGrowing = true;
  for await (const chunk of input) {
    length += chunk.length;
    if (length > largeInput && room < roomForShortLived.large) {
      room = roomForShortLived.large;
      isGrowing = true;
      setFlagsFromString('--semi-space-growth-factor=2');
      if (hasMaglev) setFlagsFromString('--opt');
    }
    if (isGrowing && shortLived() >= room) {
      isGrowing = false;
      setFlagsFromString('--semi-space-growth-factor=1');
    }
    yield chunk;
  }
}

function shortLived(): number {
  const young = getHeapSpaceStatistics().find(
    each => each.space_name === 'new_space',
  );
  return young?.space_size ?? 0;
}
