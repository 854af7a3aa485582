import { BadContent, isKnownType, stored } from './contents';
import { SetPatch } from './schemas';

/** A record set as it is held. */
export interface HeldSet {
  name: string;
  type: string;
  ttl: number;
  records: { content: string; disabled: boolean }[];
  comments: { content: string; account?: string; modified_at?: number }[];
}

/** What the server refuses with status 422, in its own words. */
export class Refusal extends Error {}

/** A zone of the fake, with what a new one has. */
export class FakePowerDnsZone {
  serial = 2026010101;
  #sets = new Map<string, HeldSet>();

  constructor(readonly name: string, readonly kind: string) {
    const soa = `ns1.example.org. hostmaster.${name} ${this.serial} 10800 3600 604800 3600`;
    this.put(name, 'SOA', 3600, [soa]);
    this.put(name, 'NS', 3600, ['ns1.example.org.', 'ns2.example.org.']);
  }

  get sets(): HeldSet[] {
    return [...this.#sets.values()];
  }

  at(name: string, type: string): HeldSet | undefined {
    return this.#sets.get(keyOf(name, type));
  }

  /** As if it had always been there. */
  put(
    name: string,
    type: string,
    ttl: number,
    contents: readonly string[],
    more: { disabled?: readonly string[]; comment?: string } = {},
  ): void {
    const { disabled = [], comment } = more;
    this.#sets.set(keyOf(name, type), {
      name,
      type,
      ttl,
      records: [
        ...contents.map(content => ({ content, disabled: false })),
        ...disabled.map(content => ({ content, disabled: true })),
      ],
      comments: comment === undefined ? [] : [{ content: comment }],
    });
  }

  /** By name, records that are switched off are not shown. */
  setsAt(name: string, type: string | null): HeldSet[] {
    return this.sets.flatMap(set => {
      if (set.name.toLowerCase() !== name.toLowerCase()) return [];
      if (type !== null && set.type !== type) return [];
      const records = set.records.filter(({ disabled }) => !disabled);
      return records.length > 0 ? [{ ...set, records }] : [];
    });
  }

  /**
   * One after the other, and all of it or nothing.
   *
   * @throws Refusal
   */
  patch(changes: readonly SetPatch[]): void {
    const before = new Map(this.#sets);
    try {
      const seen = new Set<string>();
      for (const change of changes) {
        const key = `${keyOf(change.name, change.type)} ${change.changetype}`;
        if (seen.has(key)) {
          throw new Refusal(
            `Duplicate RRset ${change.name} IN ${change.type} with changetype: ${change.changetype}`,
          );
        }
        seen.add(key);
        this.#change(change);
      }
    } catch (error) {
      this.#sets = before;
      throw error;
    }
    this.serial += 1;
  }

  #change(change: SetPatch): void {
    const { name, type, changetype, ttl = 0, records = [] } = change;
    this.#checkName(name, type);
    const key = keyOf(name, type);
    if (changetype === 'DELETE') {
      this.#sets.delete(key);
      return;
    }
    const held = records.map(({ content, disabled = false }) => ({
      content: contentOf(name, type, content),
      disabled,
    }));
    const contents = new Set<string>();
    for (const { content } of held) {
      if (contents.has(content)) {
        throw new Refusal(
          `Duplicate record in RRset ${name} IN ${type} with content "${content}"`,
        );
      }
      contents.add(content);
    }
    if (type === 'CNAME' && held.length > 1) {
      throw new Refusal(`RRset ${name} IN CNAME has more than one record`);
    }
    for (const other of this.#sets.values()) {
      const isBeside =
        other.name.toLowerCase() === name.toLowerCase() && other.type !== type;
      if (isBeside && [other.type, type].includes('CNAME')) {
        throw new Refusal(
          `RRset ${name} IN ${type}: Conflicts with pre-existing RRset`,
        );
      }
    }
    const comments = change.comments ?? this.#sets.get(key)?.comments ?? [];
    if (held.length === 0) this.#sets.delete(key);
    else {
      // What somebody else put into the database may be in capitals all the same.
      const standing = this.#sets.get(key)?.name ?? name.toLowerCase();
      this.#sets.set(key, {
        name: standing,
        type,
        ttl,
        records: held,
        comments,
      });
    }
  }

  #checkName(name: string, type: string): void {
    if (!name.endsWith('.')) {
      throw new Refusal(`DNS Name '${name}' is not canonical`);
    }
    if (name.includes('..')) {
      throw new Refusal(`Unable to parse DNS Name '${name}'`);
    }
    if (!/^[!-~]+$/.test(name)) {
      throw new Refusal(`Name '${name}' contains unsupported characters`);
    }
    if (!isKnownType(type)) {
      throw new Refusal(`RRset ${name} IN ${type}: unknown type given`);
    }
    const lower = name.toLowerCase();
    if (lower !== this.name && !lower.endsWith(`.${this.name}`)) {
      throw new Refusal(`RRset ${name} IN ${type}: Name is out of zone`);
    }
  }
}

function contentOf(name: string, type: string, content: string): string {
  try {
    return stored(type, content);
  } catch (error) {
    if (!(error instanceof BadContent)) throw error;
    throw new Refusal(`Record ${name}/${type} '${content}': ${error.message}`);
  }
}

function keyOf(name: string, type: string): string {
  return `${name.toLowerCase()} ${type}`;
}
