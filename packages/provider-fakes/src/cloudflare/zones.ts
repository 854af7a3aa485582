import { randomBytes } from 'node:crypto';
import { FakeHostnames } from './hostnames';
import {
  checkNeighbours,
  HeldRecord,
  heldRecord,
  isProxiable,
  Plan,
  RecordBody,
  Refusal,
} from './records';

/** The parts of a batch, in the order in which they are done. */
export interface Batch {
  deletes?: { id: string }[];
  patches?: ({ id: string } & Partial<RecordBody>)[];
  puts?: ({ id: string } & RecordBody)[];
  posts?: RecordBody[];
}

const epoch = '2026-01-01T00:00:00.000000Z';

/** A zone and its records. */
export class FakeZone {
  readonly id: string;
  readonly name: string;
  readonly plan: Plan;
  readonly status: string;
  readonly type: string;
  readonly accountId: string;
  readonly hostnames = new FakeHostnames(this);
  #records = new Map<string, HeldRecord>();
  /** By name, so that neighbours are found without going through the zone. */
  #byName = new Map<string, Set<HeldRecord>>();
  #inOrder: HeldRecord[] | undefined;

  constructor(options: {
    id: string;
    name: string;
    plan?: Plan;
    status?: string;
    type?: string;
    accountId?: string;
    records?: readonly RecordBody[];
  }) {
    this.id = options.id;
    this.name = options.name;
    this.plan = options.plan ?? 'free';
    this.status = options.status ?? 'active';
    this.type = options.type ?? 'full';
    this.accountId = options.accountId ?? 'a'.repeat(32);
    for (const record of options.records ?? []) this.post(record);
  }

  get records(): HeldRecord[] {
    return [...this.#records.values()];
  }

  /** In the order of their names; put in order once for each state of the zone. */
  get recordsByName(): readonly HeldRecord[] {
    this.#inOrder ??= this.records.sort((left, right) => {
      if (left.name === right.name) return 0;
      return left.name < right.name ? -1 : 1;
    });
    return this.#inOrder;
  }

  at(name: string): HeldRecord[] {
    return [...(this.#byName.get(name) ?? [])];
  }

  get(id: string): HeldRecord {
    const record = this.#records.get(id);
    if (!record) throw new Refusal(81_044, 'Record does not exist.', 404);
    return record;
  }

  post(body: RecordBody): HeldRecord {
    return this.#hold(heldRecord(body, randomBytes(16).toString('hex'), this));
  }

  put(id: string, body: RecordBody): HeldRecord {
    const before = this.get(id);
    this.#drop(before);
    return this.#hold(heldRecord(body, id, this));
  }

  patch(id: string, body: Partial<RecordBody>): HeldRecord {
    const { tags, comment, settings, priority, data, ...before } = this.get(id);
    const isOther = body.type !== undefined && body.type !== before.type;
    return this.put(id, {
      ...before,
      tags,
      comment,
      settings,
      ...(isOther ? {} : { priority, data }),
      ...body,
    });
  }

  delete(id: string): HeldRecord {
    const record = this.get(id);
    this.#drop(record);
    return record;
  }

  /** All of it or, with the reason of what was refused first, nothing. */
  batch({ deletes = [], patches = [], puts = [], posts = [] }: Batch): {
    deletes: HeldRecord[];
    patches: HeldRecord[];
    puts: HeldRecord[];
    posts: HeldRecord[];
  } {
    const most = this.plan === 'free' ? 200 : 3500;
    const count = deletes.length + patches.length + puts.length + posts.length;
    if (count > most) {
      throw new Refusal(
        81_059,
        `A batch of ${count} operations is larger than ${most}.`,
      );
    }
    const records = new Map(this.#records);
    const byName = new Map(
      [...this.#byName].map(([name, set]) => [name, new Set(set)]),
    );
    try {
      return {
        deletes: deletes.map(({ id }) => this.delete(id)),
        patches: patches.map(({ id, ...body }) => this.patch(id, body)),
        puts: puts.map(({ id, ...body }) => this.put(id, body)),
        posts: posts.map(body => this.post(body)),
      };
    } catch (error) {
      this.#records = records;
      this.#byName = byName;
      this.#inOrder = undefined;
      throw error;
    }
  }

  #hold(record: HeldRecord): HeldRecord {
    this.#inOrder = undefined;
    const others = this.#byName.get(record.name) ?? new Set();
    checkNeighbours(record, others);
    others.add(record);
    this.#byName.set(record.name, others);
    this.#records.set(record.id, record);
    return record;
  }

  #drop(record: HeldRecord): void {
    this.#inOrder = undefined;
    this.#records.delete(record.id);
    const others = this.#byName.get(record.name);
    others?.delete(record);
    if (others?.size === 0) this.#byName.delete(record.name);
  }
}

/** A record as the service tells it. */
export function toldRecord(record: HeldRecord): object {
  const { comment, ...rest } = record;
  return {
    ...rest,
    comment: comment ?? null,
    proxiable: isProxiable(record.type),
    meta: {},
    created_on: epoch,
    modified_on: epoch,
  };
}

/** A zone as the service tells it. */
export function toldZone(zone: FakeZone): object {
  return {
    id: zone.id,
    name: zone.name,
    status: zone.status,
    type: zone.type,
    paused: false,
    name_servers: ['ada.ns.example.org', 'bob.ns.example.org'],
    account: { id: zone.accountId, name: 'example' },
    owner: { id: zone.accountId, type: 'user', name: 'example' },
    meta: {},
    plan: {
      id: zone.id,
      name: zone.plan,
      legacy_id: zone.plan,
      price: 0,
    },
    activated_on: epoch,
    created_on: epoch,
    modified_on: epoch,
    development_mode: 0,
    original_name_servers: null,
    original_registrar: null,
    original_dnshost: null,
  };
}
