import {
  Name,
  RecordData,
  RecordType,
  ResourceRecord,
  targetToRdata,
  typeCode,
  typeText,
} from '@openova/dns-wire';
import { parentName } from './parentName';

/** A record set as it is stored: targets as ExternalDNS writes them. */
export interface StoredRecordSet {
  /** In `canonicalName`'s form. */
  dnsName: Name;
  recordType: string;
  /** Seconds. */
  ttl: number;
  targets: string[];
}

/** One type at one node. */
export class HeldRecordSet {
  readonly type: RecordType;
  private parsed: RecordData[] | undefined;

  constructor(private readonly stored: StoredRecordSet) {
    this.type = typeText(typeCode(stored.recordType));
  }

  /** Parsed when first asked for: most of a large zone never is. */
  get data(): RecordData[] {
    this.parsed ??= this.stored.targets.map(target =>
      targetToRdata(this.type, target),
    );
    return this.parsed;
  }

  /** The records under the owner name that the asker wrote. */
  records(owner: Name): ResourceRecord[] {
    return this.data.map(data => ({
      name: owner,
      class: 'IN',
      ttl: this.stored.ttl,
      ...data,
    }));
  }
}

/** A name that exists: it has record sets, or names below it do. */
export interface ZoneNode {
  sets: ReadonlyMap<RecordType, HeldRecordSet>;
}

/** Where a name stands in a zone. */
export type Place =
  | { kind: 'node'; node: ZoneNode }
  /** It does not exist, and `*.<closest encloser>` does (RFC 4592). */
  | { kind: 'wildcard'; node: ZoneNode }
  /** It is at or below `cut`, whose name servers know it. */
  | { kind: 'delegation'; cut: Name; servers: HeldRecordSet }
  | { kind: 'absent' };

interface GrowingNode {
  sets: Map<RecordType, HeldRecordSet>;
  /** Names one label below that exist. */
  children: number;
}

const noSets: ReadonlyMap<RecordType, HeldRecordSet> = new Map();

/**
 * What a zone holds, by name, in memory. Names without record sets that have
 * names below them exist too (empty non-terminals, RFC 4592 section 2.2.2): they
 * answer NODATA and stop wildcards.
 */
export class ZoneContents {
  private readonly nodes = new Map<Name, GrowingNode>();

  constructor(
    /** In `canonicalName`'s form. */
    readonly name: Name,
    /** Serial of the SOA. */
    public serial: number,
  ) {
    this.nodes.set(name, { sets: new Map(), children: 0 });
  }

  /** Replaces all that stands at a name; an empty list takes the name away. */
  replace(name: Name, sets: readonly StoredRecordSet[]): void {
    const held = new Map<RecordType, HeldRecordSet>();
    for (const stored of sets) {
      const set = new HeldRecordSet(stored);
      held.set(set.type, set);
    }
    if (held.size > 0) this.grow(name).sets = held;
    else this.shrink(name);
  }

  /** Adds a record set to those of its name. */
  add(stored: StoredRecordSet): void {
    const set = new HeldRecordSet(stored);
    this.grow(stored.dnsName).sets.set(set.type, set);
  }

  /** What stands at exactly this name, a delegation above it or not. */
  setsAt(name: Name): ReadonlyMap<RecordType, HeldRecordSet> {
    return this.nodes.get(name)?.sets ?? noSets;
  }

  /**
   * Where a name at or below the zone's own stands (RFC 1034 section 4.3.2). The
   * parent answers for DS, so for that type a cut is not one at its own name.
   */
  place(name: Name, type: RecordType): Place {
    const path: Name[] = [];
    for (let above = name; above !== this.name; above = parentName(above)) {
      path.push(above);
    }
    let encloser = this.name;
    for (const step of path.reverse()) {
      const node = this.nodes.get(step);
      if (!node) {
        const wildcard = this.nodes.get(`*.${encloser}`);
        return wildcard
          ? { kind: 'wildcard', node: wildcard }
          : { kind: 'absent' };
      }
      const servers = node.sets.get('NS');
      if (servers && !(step === name && type === 'DS')) {
        return { kind: 'delegation', cut: step, servers };
      }
      encloser = step;
    }
    const node = this.nodes.get(name);
    return node ? { kind: 'node', node } : { kind: 'absent' };
  }

  private grow(name: Name): GrowingNode {
    const known = this.nodes.get(name);
    if (known) return known;
    const node: GrowingNode = { sets: new Map(), children: 0 };
    this.nodes.set(name, node);
    this.grow(parentName(name)).children += 1;
    return node;
  }

  private shrink(name: Name): void {
    const node = this.nodes.get(name);
    if (!node) return;
    node.sets = new Map();
    for (let gone = name; gone !== this.name; gone = parentName(gone)) {
      const leaf = this.nodes.get(gone);
      if (!leaf || leaf.sets.size > 0 || leaf.children > 0) return;
      this.nodes.delete(gone);
      const parent = this.nodes.get(parentName(gone));
      if (parent) parent.children -= 1;
    }
  }
}
