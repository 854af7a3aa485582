import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { replayWorld, ReplayResult, WorldError } from '@openova/dns-engine';
import { nodeTxtCipher } from '@openova/external-dns-cli';

/*
 * What the ExternalDNS binary answered, line by line. In `compat` we answer the
 * same. Lines that are marked as a deviation there are tested by themselves.
 */

interface Vector {
  about?: string;
  world: { id: string };
  result: Pick<ReplayResult, 'id' | 'endpoints' | 'changes'> & {
    error?: string;
  };
  deviation?: string;
}

const folder = join(__dirname, '..', 'vectors');
const files = [
  'gateway',
  'service',
  'ingress',
  'sources-other',
  'plan',
  'registry',
  'random',
];

describe.each(files)('%s.jsonl', file => {
  const vectors = readFileSync(join(folder, `${file}.jsonl`), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line): Vector => JSON.parse(line))
    .filter(vector => !vector.deviation);

  it.each(vectors.map(vector => [vector.world.id, vector] as const))(
    '%s',
    (_id, { about, world, result }) => {
      const answer = replay(world);
      if (result.error !== undefined) {
        expect({ about, error: answer.error !== undefined }).toEqual({
          about,
          error: true,
        });
        return;
      }
      expect({ about, ...answer }).toEqual({
        about,
        endpoints: result.endpoints,
        changes: result.changes,
      });
    },
  );
});

function replay(
  world: unknown,
): Partial<Pick<ReplayResult, 'endpoints' | 'changes'>> & { error?: string } {
  try {
    const { endpoints, changes } = replayWorld(world, {
      cipher: nodeTxtCipher,
    });
    return { endpoints, changes };
  } catch (error) {
    if (error instanceof WorldError) return { error: error.message };
    throw error;
  }
}
