import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { problemsOf } from './__testUtils__/runVector';
import { isCompared, readVectors } from './__testUtils__/vector';

/*
 * What the real ExternalDNS made of zones at a service, line by line. One sync of
 * ours leaves the same zones, with no more calls, and a second one writes nothing.
 */

const file = join(__dirname, '..', '..', 'vectors', 'cloudflare.jsonl');
const vectors = readVectors(readFileSync(file, 'utf8')).filter(isCompared);

it.each(vectors.map(vector => [vector.world.id, vector] as const))(
  '%s',
  async (_id, vector) => {
    expect(await problemsOf(vector)).toEqual([]);
  },
);
