import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { Origin, SourceWishes, Verdict, Wish } from '@openova/dns-engine';
import { Knex } from 'knex';

/** Whose wishes: one source of one instance in one cluster. @public */
export interface WishesKey {
  cluster: string;
  instance: string;
  source: string;
}

interface StoredPart extends WishesKey {
  part: number;
  digest: string;
  payload: string;
  stored_at: Date;
}

type Found = Pick<SourceWishes, 'wishes' | 'verdicts'>;

interface Payload {
  /** How many parts there are. */
  parts: number;
  wishes: Wish[];
  verdicts: Verdict[];
}

/** About what is written for one changed object. */
const perPart = 250;

/**
 * What each source found when its cluster was last fresh. Objects are dealt out to
 * parts by their name, so that a change of one object among many thousands writes
 * one small row.
 *
 * @public
 */
export class WishStore {
  /** Digests of the stored parts, by key; as this process wrote or read them. */
  private readonly digests = new Map<string, string[]>();
  /** What this process saved last, by key. */
  private readonly saved = new Map<string, Payload[]>();

  constructor(private readonly knex: Knex) {}

  /** Undefined where nothing was ever stored, or it cannot be read. */
  async load(key: WishesKey): Promise<Found | undefined> {
    const rows = await this.knex<StoredPart>('source_wishes')
      .where(key)
      .orderBy('part');
    const wishes: Wish[] = [];
    const verdicts: Verdict[] = [];
    for (const row of rows) {
      const payload: Payload = JSON.parse(row.payload);
      if (payload.parts !== rows.length) return undefined;
      for (const wish of payload.wishes) wishes.push(wish);
      for (const verdict of payload.verdicts) verdicts.push(verdict);
    }
    if (rows.length === 0) return undefined;
    this.digests.set(
      keyText(key),
      rows.map(row => row.digest),
    );
    // What stands is not what this process saved any more.
    this.saved.delete(keyText(key));
    return { wishes, verdicts };
  }

  /**
   * Writes the parts that changed, all or none. Answers what it was given, but in the
   * parts that did not change with the very objects of the last time: whoever compares
   * them sees at once what is new.
   */
  async save(key: WishesKey, found: Found, now: Date): Promise<Found> {
    const payloads = dealOut(found);
    const before = await this.digestsOf(key);
    const saved = this.saved.get(keyText(key));
    const known = new Map<object, Wish | Verdict>();
    const digests: string[] = [];
    const changed: StoredPart[] = [];
    for (const [part, { parts, wishes, verdicts }] of payloads.entries()) {
      const payload = JSON.stringify({ parts, wishes, verdicts });
      const digest = createHash('sha256').update(payload).digest('hex');
      digests.push(digest);
      const last = saved?.at(part);
      if (before[part] !== digest) {
        changed.push({ ...key, part, digest, payload, stored_at: now });
      } else if (last) {
        wishes.forEach((each, index) => known.set(each, last.wishes[index]));
        verdicts.forEach((each, index) =>
          known.set(each, last.verdicts[index]),
        );
        payloads[part] = last;
      }
      // Others want the process, too.
      await setImmediate();
    }
    if (changed.length > 0 || before.length !== digests.length) {
      await this.write(key, changed, digests.length);
    }
    this.digests.set(keyText(key), digests);
    this.saved.set(keyText(key), payloads);
    const asSaved = <T extends Wish | Verdict>(each: T) =>
      (known.get(each) ?? each) as T;
    return {
      wishes: found.wishes.map(asSaved),
      verdicts: found.verdicts.map(asSaved),
    };
  }

  private async write(
    key: WishesKey,
    changed: readonly StoredPart[],
    parts: number,
  ): Promise<void> {
    await this.knex.transaction(async transaction => {
      for (const row of changed) {
        await transaction<StoredPart>('source_wishes')
          .insert(row)
          .onConflict(['cluster', 'instance', 'source', 'part'])
          .merge();
      }
      await transaction<StoredPart>('source_wishes')
        .where(key)
        .andWhere('part', '>=', parts)
        .delete();
    });
  }

  /** Whose wishes are stored. */
  async keys(): Promise<WishesKey[]> {
    return this.knex<StoredPart>('source_wishes')
      .where({ part: 0 })
      .select('cluster', 'instance', 'source');
  }

  /** Drops what this process believes to be stored. */
  reset(): void {
    this.digests.clear();
    this.saved.clear();
  }

  private async digestsOf(key: WishesKey): Promise<string[]> {
    const known = this.digests.get(keyText(key));
    if (known) return known;
    const rows = await this.knex<StoredPart>('source_wishes')
      .where(key)
      .orderBy('part')
      .select('digest');
    return rows.map(row => row.digest);
  }
}

function dealOut(found: Found): Payload[] {
  const total = found.wishes.length + found.verdicts.length;
  // A power of two: as objects come and go the number rarely changes.
  let parts = 1;
  while (parts * perPart < total) parts *= 2;
  const payloads = Array.from(
    { length: parts },
    (): Payload => ({
      parts,
      wishes: [],
      verdicts: [],
    }),
  );
  for (const wish of found.wishes) {
    payloads[partOf(wish.origin, parts)].wishes.push(wish);
  }
  for (const verdict of found.verdicts) {
    payloads[partOf(verdict.origin, parts)].verdicts.push(verdict);
  }
  return payloads;
}

/** FNV-1a over namespace and name. */
function partOf(origin: Origin, parts: number): number {
  const text = `${origin.namespace}/${origin.name}`;
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0) & (parts - 1);
}

function keyText(key: WishesKey): string {
  return `${key.cluster}\0${key.instance}\0${key.source}`;
}
