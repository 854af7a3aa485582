import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { replayInPieces, replayWorld, WorldReader } from '@openova/dns-engine';
import fc from 'fast-check';
import { nodeTxtCipher } from './nodeTxtCipher';
import { BrokenLine, WorldScanner } from './worldScanner';

const context = { cipher: nodeTxtCipher };

function scanned(text: string, chunkLength: number): WorldReader {
  const reader = new WorldReader();
  const scanner = new WorldScanner(reader);
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += chunkLength) {
    scanner.add(bytes.subarray(at, at + chunkLength));
  }
  scanner.end();
  return reader;
}

function outcome(run: () => string): string {
  try {
    return run();
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : '';
  }
}

/** What is handed over, put together again. */
function reassembled(text: string, chunkLength: number): unknown {
  const world: Record<string, unknown> = {};
  let clusters: Record<string, unknown> = {};
  let objects: unknown[] = [];
  let records: unknown[] = [];
  const set = (on: object, key: string, value: unknown) =>
    Object.defineProperty(on, key, {
      value,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  const scanner = new WorldScanner({
    value: (key, value) => set(world, key, value),
    startClusters: () => set(world, 'clusters', (clusters = {})),
    startCluster: name => set(clusters, name, (objects = [])),
    clusterValue: (name, value) => set(clusters, name, value),
    objects: more => objects.push(...more),
    startRecords: () => set(world, 'records', (records = [])),
    records: more => records.push(...more),
  });
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += chunkLength) {
    scanner.add(bytes.subarray(at, at + chunkLength));
  }
  scanner.end();
  return world;
}

describe('WorldScanner', () => {
  const folder = join(__dirname, '../../../test/vectors');
  const files = readdirSync(folder).filter(name => name.endsWith('.jsonl'));

  it.each(files)('%s: read in parts is read as a whole', name => {
    const lines = readFileSync(join(folder, name), 'utf8').split('\n');
    for (const line of lines.filter(Boolean)) {
      const { world } = JSON.parse(line);
      for (const asked of [world, inOwnMode(world)]) {
        const whole = outcome(() =>
          JSON.stringify(replayWorld(structuredClone(asked), context)),
        );
        const parts = outcome(() =>
          [
            ...replayInPieces(scanned(JSON.stringify(asked), 500), context),
          ].join(''),
        );
        expect(parts).toBe(whole);
      }
    }
  });

  it('takes the keys of a world in any order', () => {
    const line = readFileSync(join(folder, 'gateway.jsonl'), 'utf8').split(
      '\n',
    )[0];
    const { world } = JSON.parse(line);
    const reversed = Object.fromEntries(Object.entries(world).reverse());
    const answerTo = (asked: unknown) =>
      [...replayInPieces(scanned(JSON.stringify(asked), 100), context)].join(
        '',
      );
    expect(answerTo(reversed)).toBe(answerTo(world));
  });

  it('hands everything over as JSON.parse reads it, wherever the bytes are cut', () => {
    const value = fc.jsonValue({ maxDepth: 3, noUnicodeString: false });
    const list = fc.array(value, { maxLength: 5 });
    const world = fc.record(
      {
        id: value,
        config: value,
        clusters: fc.oneof(
          value,
          fc.dictionary(fc.string(), fc.oneof(list, value)),
        ),
        records: fc.oneof(list, value),
        zones: value,
        __proto__: fc.constant(null),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(world, fc.nat(20), fc.nat(2), (given, length, indent) => {
        const text = JSON.stringify(given, undefined, indent).replaceAll(
          '\n',
          ' ',
        );
        expect(reassembled(text, length + 1)).toEqual(JSON.parse(text));
      }),
      { numRuns: 500 },
    );
  });

  const guessed = fc.letrec(tie => ({
    // Each begins alike, holds others that do, and texts that look like them.
    element: fc.record({
      a: fc.oneof(
        { maxDepth: 3, depthSize: 'small' },
        fc.constantFrom('', '},{"a"', '}, {"a"', ']}', '\\"}', 'ü', 7, null),
        fc.array(tie('element'), { maxLength: 3 }),
        tie('element'),
      ),
    }),
  })).element;
  const guessedWorld = fc.record({
    clusters: fc.dictionary(
      fc.string({ maxLength: 3 }),
      fc.array(guessed, { maxLength: 6 }),
    ),
    records: fc.array(guessed, { maxLength: 6 }),
  });

  it('finds the ends of elements that hold what looks like an end', () => {
    fc.assert(
      fc.property(
        guessedWorld,
        fc.nat(60),
        fc.boolean(),
        (given, cut, spaced) => {
          const whole = JSON.stringify(given);
          const text = spaced ? whole.replaceAll(/(?<=}),/g, ', ') : whole;
          expect(reassembled(text, cut + 1)).toEqual(JSON.parse(text));
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('refuses what is broken between and inside of such elements', () => {
    fc.assert(
      fc.property(
        guessedWorld,
        fc.nat(),
        fc.nat(2),
        fc.constantFrom('', '}', ']', '{', ',', '"', '},{"a"', 'x'),
        fc.integer({ min: 1, max: 60 }),
        (given, place, removed, added, length) => {
          const text = JSON.stringify(given);
          const at = place % text.length;
          const changed = text.slice(0, at) + added + text.slice(at + removed);
          let parsed: unknown;
          try {
            parsed = JSON.parse(changed);
          } catch {
            parsed = undefined;
          }
          if (parsed === undefined) {
            expect(() => reassembled(changed, length)).toThrow(BrokenLine);
          } else expect(reassembled(changed, length)).toEqual(parsed);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('refuses what JSON.parse refuses', () => {
    const text = JSON.stringify({
      id: 'a"\\,{',
      clusters: { a: [{ b: [1, 2] }, {}], c: null },
      records: [{ d: 'e' }, { f: -1.5 }],
      zones: [],
    });
    fc.assert(
      fc.property(
        fc.nat(text.length),
        fc.nat(2),
        fc.constantFrom(...'{}[]",:\\ x1'),
        fc.integer({ min: 1, max: 40 }),
        (at, removed, added, length) => {
          const changed = text.slice(0, at) + added + text.slice(at + removed);
          let isJson = true;
          try {
            const parsed: unknown = JSON.parse(changed);
            isJson = typeof parsed === 'object' && !Array.isArray(parsed);
          } catch {
            isJson = false;
          }
          if (isJson) expect(reassembled(changed, length)).toBeDefined();
          else expect(() => reassembled(changed, length)).toThrow(BrokenLine);
        },
      ),
      { numRuns: 3000 },
    );
  });
});

function inOwnMode(world: { config: Record<string, unknown> }): unknown {
  const { compat: _, ...config } = world.config;
  return { ...world, config: { policy: 'sync', ...config } };
}
