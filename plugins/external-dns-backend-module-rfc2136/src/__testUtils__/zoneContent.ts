import {
  canonicalName,
  isAtOrBelow,
  Name,
  namesEqual,
  rdataToTarget,
  RecordType,
  ResourceRecord,
} from '@openova/dns-wire';

/** One record of a zone's RRset. */
export type ZoneRecord = ResourceRecord;

/** What a query finds. */
export type Found =
  | { kind: 'answer'; records: ZoneRecord[] }
  | { kind: 'referral'; nameServers: ZoneRecord[] }
  | { kind: 'no such name' };

/** Names without case, data in one form: what makes two records the same. */
export function dataKey(record: ResourceRecord): string {
  const target = rdataToTarget(record);
  return record.type === 'TXT' ? target : target.toLowerCase();
}

/** The records of one zone; a copy is made for each update, so that it is atomic. */
export class ZoneContent {
  private constructor(
    readonly zone: Name,
    private readonly sets: Map<Name, Map<RecordType, ZoneRecord[]>>,
  ) {}

  /** A zone with the SOA and NS that every zone has. */
  static create(zone: Name): ZoneContent {
    const content = new ZoneContent(zone, new Map());
    const head = { name: zone, class: 'IN' as const, ttl: 3600 };
    content.put({
      ...head,
      type: 'SOA',
      data: {
        primary: `ns1.${zone}`,
        mailbox: `hostmaster.${zone}`,
        serial: 1,
        refresh: 3600,
        retry: 600,
        expire: 604_800,
        minimum: 300,
      },
    });
    content.put({ ...head, type: 'NS', data: { target: 'NS1.example.org' } });
    content.put({ ...head, type: 'NS', data: { target: 'ns2.example.org' } });
    return content;
  }

  copy(): ZoneContent {
    const sets = new Map(
      [...this.sets].map(([name, types]) => [
        name,
        new Map([...types].map(([type, records]) => [type, [...records]])),
      ]),
    );
    return new ZoneContent(this.zone, sets);
  }

  get size(): number {
    return this.sets.size;
  }

  types(name: Name): RecordType[] {
    return [...(this.sets.get(canonicalName(name))?.keys() ?? [])];
  }

  records(name: Name, type: RecordType): ZoneRecord[] {
    return this.sets.get(canonicalName(name))?.get(type) ?? [];
  }

  /** All records, the SOA first. */
  all(): ZoneRecord[] {
    const records = [...this.sets.values()].flatMap(types =>
      [...types.values()].flat(),
    );
    const [soa] = this.records(this.zone, 'SOA');
    return [soa, ...records.filter(record => record !== soa)];
  }

  /** Adds a record, in place of one with the same data; its TTL is the set's. */
  put(record: ZoneRecord): void {
    const name = canonicalName(record.name);
    const types = this.sets.get(name) ?? new Map<RecordType, ZoneRecord[]>();
    this.sets.set(name, types);
    const others = (types.get(record.type) ?? [])
      .filter(each => dataKey(each) !== dataKey(record))
      .map(each => ({ ...each, ttl: record.ttl }));
    types.set(record.type, [...others, { ...record, class: 'IN' }]);
  }

  remove(name: Name, type: RecordType, data?: string): void {
    const types = this.sets.get(canonicalName(name));
    const left = (types?.get(type) ?? []).filter(
      record => data !== undefined && dataKey(record) !== data,
    );
    if (left.length > 0) types?.set(type, left);
    else types?.delete(type);
    if (types?.size === 0) this.sets.delete(canonicalName(name));
  }

  countUp(): void {
    const [soa] = this.records(this.zone, 'SOA');
    if (soa.type !== 'SOA') return;
    this.remove(this.zone, 'SOA');
    const serial = (soa.data.serial + 1) % 2 ** 32;
    this.put({ ...soa, data: { ...soa.data, serial } });
  }

  /** What an authoritative server answers, wildcards and delegations included. */
  lookUp(asked: Name, type: RecordType): Found {
    const name = canonicalName(asked);
    for (const cut of ancestors(name, this.zone).reverse()) {
      const nameServers = this.records(cut, 'NS');
      if (nameServers.length > 0 && !(cut === name && type === 'DS')) {
        return { kind: 'referral', nameServers };
      }
    }
    if (this.exists(name)) return this.answer(name, name, type);
    const encloser = [...ancestors(name, this.zone), this.zone].find(each =>
      this.exists(each),
    );
    const wildcard = `*.${encloser}`;
    return this.types(wildcard).length > 0
      ? this.answer(wildcard, name, type)
      : { kind: 'no such name' };
  }

  /** Whether it holds records, or a name below it does (RFC 8020). */
  private exists(name: Name): boolean {
    if (this.sets.has(name)) return true;
    for (const each of this.sets.keys()) {
      if (isAtOrBelow(each, name)) return true;
    }
    return false;
  }

  private answer(at: Name, name: Name, type: RecordType): Found {
    const own = this.records(at, type);
    const records = own.length > 0 ? own : this.records(at, 'CNAME');
    return {
      kind: 'answer',
      records: records.map(record => ({ ...record, name })),
    };
  }
}

/** The name and those above it, below the zone's; the nearest first. */
function ancestors(name: Name, zone: Name): Name[] {
  const found: Name[] = [];
  let above = name;
  while (!namesEqual(above, zone) && isAtOrBelow(above, zone)) {
    found.push(above);
    above = above.replace(/^(?:\\.|[^.\\])*\.?/, '');
  }
  return found;
}
