import { invalidInput, notFound, Refusal } from './messages';
import { recordTypes } from './schemas';
import { valueDefect } from './values';

export interface HeldRecord {
  value: string;
  comment?: string;
}

/** A record set as it stands. */
export interface HeldRecordSet {
  name: string;
  type: string;
  /** In seconds; null: the zone's. */
  ttl: number | null;
  records: HeldRecord[];
  labels: Record<string, string>;
  isProtected: boolean;
}

/** A record set as it is sent. */
export interface RecordSetBody {
  name: string;
  type: string;
  ttl?: number | null;
  records: HeldRecord[];
  labels?: Record<string, string>;
}

/** A zone and its record sets. */
export class FakeZone {
  readonly id: number;
  readonly name: string;
  readonly mode: 'primary' | 'secondary';
  readonly ttl: number;
  readonly labels: Record<string, string> = {};
  readonly nameServers = [
    'one.ns.example.org.',
    'two.ns.example.org.',
    'three.ns.example.org.',
  ];
  readonly #sets = new Map<string, HeldRecordSet>();

  constructor(options: {
    id: number;
    name: string;
    mode?: 'primary' | 'secondary';
    ttl?: number;
    recordSets?: readonly RecordSetBody[];
  }) {
    this.id = options.id;
    this.name = options.name;
    this.mode = options.mode ?? 'primary';
    this.ttl = options.ttl ?? 3600;
    this.put({
      name: '@',
      type: 'SOA',
      records: [
        {
          value: `${this.nameServers[0]} dns.example.org. 2026010100 86400 10800 3600000 3600`,
        },
      ],
    });
    this.put({
      name: '@',
      type: 'NS',
      records: this.nameServers.map(value => ({ value })),
    });
    for (const each of options.recordSets ?? []) this.put(each);
  }

  /** In the order of their ids, as a listing has them. */
  get recordSets(): HeldRecordSet[] {
    return [...this.#sets]
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([, set]) => set);
  }

  /** What stands. */
  find(name: string, type: string): HeldRecordSet | undefined {
    return this.#sets.get(`${name}/${type}`);
  }

  /** @throws Refusal where it is not there. */
  get(name: string, type: string): HeldRecordSet {
    const set = this.find(name, type);
    if (!set) throw notFound('rrset');
    return set;
  }

  /** @throws Refusal where it may not come. */
  checkNew({ name, type, records }: RecordSetBody): void {
    this.#checkName(name);
    if (type === 'SOA') throw invalidInput('type', 'SOA cannot be created');
    if (this.find(name, type)) {
      throw new Refusal(409, 'uniqueness_error', 'RRSet already exists');
    }
    this.checkRecords(type, records);
    const others = this.recordSets.filter(each => each.name === name);
    const isAlias = type === 'CNAME';
    if (others.some(each => isAlias || each.type === 'CNAME')) {
      throw invalidInput(
        'type',
        `a CNAME cannot stand beside other record sets at ${name}`,
      );
    }
  }

  /** @throws Refusal where a record set cannot hold these. */
  checkRecords(type: string, records: readonly HeldRecord[]): void {
    const values = records.map(({ value }) => value);
    if (new Set(values).size < values.length) {
      throw invalidInput('records', 'must be distinct');
    }
    if (type === 'CNAME' && values.length > 1) {
      throw invalidInput('records', 'a CNAME has one value');
    }
    values.forEach((value, index) => {
      const defect = type === 'SOA' ? undefined : valueDefect(type, value);
      if (defect) throw invalidInput(`records.${index}.value`, defect);
    });
  }

  /** @throws Refusal where it is protected, or not there. */
  checkChangeable(name: string, type: string): HeldRecordSet {
    const set = this.get(name, type);
    if (set.isProtected) {
      throw new Refusal(423, 'protected', 'RRSet is protected');
    }
    if (type === 'SOA') throw invalidInput('type', 'SOA cannot be changed');
    return set;
  }

  /** Puts it there, whatever stood; for what others do, and for what was checked. */
  put(body: RecordSetBody & { isProtected?: boolean }): HeldRecordSet {
    const { name, type, ttl = null, records, labels = {} } = body;
    const { isProtected = false } = body;
    if (!recordTypes.some(each => each === type)) {
      throw invalidInput('type', `${type} is no type`);
    }
    const set = { name, type, ttl, records, labels, isProtected };
    this.#sets.set(`${name}/${type}`, set);
    return set;
  }

  remove(name: string, type: string): void {
    this.#sets.delete(`${name}/${type}`);
  }

  #checkName(name: string): void {
    const labels = name.split('.');
    const isWithinZone = name !== this.name && !name.endsWith(`.${this.name}`);
    const isName =
      name === '@' ||
      (isWithinZone &&
        `${name}.${this.name}`.length <= 253 &&
        labels.every(
          (label, index) =>
            /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/.test(label) ||
            (label === '*' && index === 0),
        ));
    if (!isName) throw invalidInput('name', 'is no name in lower case');
  }
}

/** A record set as the service tells it; the order of its records means nothing. */
export function toldRecordSet(zone: FakeZone, set: HeldRecordSet): object {
  const { name, type, ttl, records, labels, isProtected } = set;
  return {
    id: `${name}/${type}`,
    name,
    type,
    ttl,
    labels,
    protection: { change: isProtected },
    records: [...records].reverse(),
    zone: zone.id,
  };
}

/** A zone as the service tells it. */
export function toldZone(zone: FakeZone): object {
  const { id, name, mode, ttl, labels, nameServers, recordSets } = zone;
  return {
    id,
    name,
    created: '2026-01-01T00:00:00Z',
    mode,
    primary_nameservers:
      mode === 'secondary' ? [{ address: '192.0.2.53', port: 53 }] : [],
    labels,
    protection: { delete: false },
    ttl,
    status: 'ok',
    record_count: recordSets.reduce((sum, set) => sum + set.records.length, 0),
    authoritative_nameservers: {
      assigned: nameServers,
      delegated: nameServers,
      delegation_last_check: '2026-01-01T00:00:00Z',
      delegation_status: 'valid',
    },
    registrar: 'other',
  };
}
