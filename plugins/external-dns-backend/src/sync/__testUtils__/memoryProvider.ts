import { randomUUID } from 'node:crypto';
import {
  ChangeResult,
  DnsProvider,
  ProviderCapabilities,
  ProviderContext,
  ProviderError,
  Zone,
} from '@openova/backstage-plugin-external-dns-node';
import {
  Change,
  DesiredRecordSet,
  normaliseName,
  RecordSet,
} from '@openova/dns-engine';

/** A call as the service saw it. */
export interface SeenCall {
  operation: 'zones' | 'list' | 'write';
  zone: string;
  names?: string[];
  /** `create TXT name`, in order. */
  changes?: string[];
}

interface StoredRecord extends DesiredRecordSet {
  id: string;
}

/**
 * A strict DNS service in memory. It refuses what a real one refuses: a record that
 * exists already, a CNAME beside another record, an update or delete of something that
 * is not what was read (by id), more changes than a batch may have.
 */
export class MemoryProvider implements DnsProvider {
  readonly semantics = {
    type: 'memory',
    recordTypes: ['A', 'AAAA', 'CNAME', 'TXT', 'MX', 'SRV', 'NS'],
  };
  readonly capabilities: ProviderCapabilities;
  readonly calls: SeenCall[] = [];
  /** Answers a sentence for a record that is refused. */
  refuse: (record: DesiredRecordSet) => string | undefined = () => undefined;
  /** Runs before a call takes effect; may throw or wait. */
  before: (call: SeenCall) => void | Promise<void> = () => {};
  /** Runs after a call took effect, before its answer; may throw or wait. */
  after: (call: SeenCall) => void | Promise<void> = () => {};
  #ids = 0;
  readonly #name = randomUUID();
  #zones = new Map<string, { zone: Zone; records: StoredRecord[] }>();

  constructor(
    zones: readonly string[],
    capabilities: Partial<ProviderCapabilities> = {},
  ) {
    for (const name of zones) this.addZone(name);
    this.capabilities = {
      granularity: 'recordSet',
      batch: { changes: 100, atomic: true },
      compareAndSwap: true,
      readsByName: true,
      setIdentifiers: true,
      ...capabilities,
    };
  }

  addZone(name: string, visibility: Zone['visibility'] = 'public'): void {
    const zone: Zone = {
      id: `id-of-${name}`,
      name,
      visibility,
      nameServers: [`ns1.${name}`],
    };
    this.#zones.set(zone.id, { zone, records: [] });
  }

  removeZone(name: string): void {
    this.#zones.delete(`id-of-${name}`);
  }

  /** Another way to the same service. */
  shareWith(other: MemoryProvider): void {
    this.#zones = other.#zones;
  }

  /** Somebody else writes: `web.openova.io A 192.0.2.1`, a TXT in quotes. */
  put(text: string): void {
    const [dnsName, recordType, ...rest] = text.split(' ');
    const record = { dnsName, recordType, targets: [rest.join(' ')] };
    const records = this.#recordsFor(dnsName);
    this.drop(dnsName, recordType);
    records.push({ ...record, zone: '', id: this.#nextId() });
  }

  /** Somebody else deletes. */
  drop(dnsName: string, recordType: string): void {
    const records = this.#recordsFor(dnsName);
    const index = records.findIndex(
      each => each.dnsName === dnsName && each.recordType === recordType,
    );
    if (index >= 0) records.splice(index, 1);
  }

  /** What stands, sorted: `web.openova.io A 192.0.2.1`. */
  get standing(): string[] {
    return [...this.#zones.values()]
      .flatMap(({ records }) =>
        records.map(
          each =>
            `${each.dnsName} ${each.recordType} ${each.targets.join(' ')}`,
        ),
      )
      .sort();
  }

  /** What stands beside ownership TXT. */
  get records(): string[] {
    return this.standing.filter(each => !each.includes('heritage='));
  }

  get writes(): SeenCall[] {
    return this.calls.filter(call => call.operation === 'write');
  }

  async listZones(context: ProviderContext): Promise<Zone[]> {
    await this.#begin({ operation: 'zones', zone: '' }, context);
    return [...this.#zones.values()].map(({ zone }) => zone);
  }

  async *listRecordSets(
    zone: Zone,
    filter: { names?: readonly string[] },
    context: ProviderContext,
  ): AsyncGenerator<RecordSet[]> {
    await this.#begin(
      {
        operation: 'list',
        zone: zone.name,
        ...(filter.names && { names: [...filter.names].sort() }),
      },
      context,
    );
    const { records } = this.#zone(zone);
    const wanted = records.filter(
      each =>
        !filter.names || filter.names.includes(normaliseName(each.dnsName)),
    );
    for (let start = 0; start < wanted.length || start === 0; start += 50) {
      yield wanted.slice(start, start + 50).map(({ id, ...record }) => ({
        ...record,
        zone: zone.name,
        data: { id },
      }));
    }
  }

  async writeBatch(
    zone: Zone,
    changes: readonly Change[],
    context: ProviderContext,
  ): Promise<ChangeResult[]> {
    const call: SeenCall = {
      operation: 'write',
      zone: zone.name,
      changes: changes.map(describe),
    };
    await this.#begin(call, context);
    const { batch } = this.capabilities;
    if (changes.length === 0 || changes.length > batch.changes) {
      throw new ProviderError('Rejected', `${changes.length} changes at once`);
    }
    const stored = this.#zone(zone);
    const before = [...stored.records];
    const results: ChangeResult[] = [];
    for (const change of changes) {
      const message = this.#write(stored.records, change);
      results.push(
        message ? { outcome: 'rejected', message } : { outcome: 'done' },
      );
    }
    const refused = results.find(result => result.outcome === 'rejected');
    if (batch.atomic && refused) {
      stored.records = before;
      throw new ProviderError(
        'Rejected',
        refused.outcome === 'rejected' ? refused.message : '',
      );
    }
    await this.after(call);
    context.signal.throwIfAborted();
    return results;
  }

  async #begin(call: SeenCall, context: ProviderContext): Promise<void> {
    await context.budget.take({ write: call.operation === 'write' });
    context.signal.throwIfAborted();
    this.calls.push(call);
    await this.before(call);
    context.signal.throwIfAborted();
  }

  /** Why a change is refused; undefined where it took effect. */
  #write(records: StoredRecord[], change: Change): string | undefined {
    if (change.action !== 'create') {
      const data = change.old.data;
      const id =
        typeof data === 'object' && data !== null && 'id' in data
          ? data.id
          : undefined;
      const index = records.findIndex(each => each.id === id);
      if (index < 0) return `${describe(change)}: this is not what stands`;
      records.splice(index, 1);
    }
    if (change.action === 'delete') return undefined;
    const refusal = this.refuse(change.new);
    if (refusal) return refusal;
    const others = records.filter(
      each => normaliseName(each.dnsName) === normaliseName(change.new.dnsName),
    );
    const same = others.some(
      each =>
        each.recordType === change.new.recordType &&
        each.setIdentifier === change.new.setIdentifier,
    );
    if (same) return `${describe(change)}: it exists already`;
    const alone = [change.new, ...others].some(
      each => each.recordType === 'CNAME',
    );
    if (alone && others.length > 0) {
      return `${describe(change)}: a CNAME stands alone`;
    }
    const { labels: _labels, ...record } = change.new;
    records.push({ ...record, id: this.#nextId() });
    return undefined;
  }

  #zone(zone: Zone): { records: StoredRecord[] } {
    const found = this.#zones.get(zone.id);
    if (!found) throw new ProviderError('Rejected', `no zone ${zone.name}`);
    return found;
  }

  #recordsFor(dnsName: string): StoredRecord[] {
    for (const { zone, records } of this.#zones.values()) {
      if (dnsName === zone.name || dnsName.endsWith(`.${zone.name}`)) {
        return records;
      }
    }
    throw new Error(`no zone for ${dnsName}`);
  }

  #nextId(): string {
    this.#ids += 1;
    return `record-${this.#ids}-of-${this.#name}`;
  }
}

function describe(change: Change): string {
  const record = change.action === 'delete' ? change.old : change.new;
  return `${change.action} ${record.recordType} ${record.dnsName}`;
}
