import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { problemsOf } from './__testUtils__/runVector';
import { isCompared, readVectors } from './__testUtils__/vector';

/*
 * What the real ExternalDNS made of zones at a service, line by line. One sync of
 * ours leaves the same zones, with no more calls, and a second one writes nothing.
 */

jest.setTimeout(60_000);

const folder = join(__dirname, '..', '..', 'vectors');

describe.each(['cloudflare', 'route53'])('%s', service => {
  const text = readFileSync(join(folder, `${service}.jsonl`), 'utf8');
  const vectors = readVectors(text).filter(isCompared);

  it.each(vectors.map(vector => [vector.world.id, vector] as const))(
    '%s',
    async (_id, vector) => {
      expect(await problemsOf(vector)).toEqual([]);
    },
  );
});
