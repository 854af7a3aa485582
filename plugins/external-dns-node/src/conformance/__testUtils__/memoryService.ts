import {
  Change,
  DesiredRecordSet,
  Endpoint,
  normaliseName,
  ProviderSemantics,
  RecordSet,
} from '@openova/dns-engine';
import {
  ChangeResult,
  DnsProvider,
  ProviderCapabilities,
  Zone,
} from '../../provider';
import { ProviderError } from '../../providerError';

/** One record at a service that knows no sets, only records with ids. */
interface HeldRecord {
  id: number;
  dnsName: string;
  recordType: string;
  setIdentifier?: string;
  target: string;
  ttl: number;
}

/** The records of one name, type and identifier. */
type Neighbours = Map<number, HeldRecord>;

/** How the service behaves; `after` does what was asked first. */
export type Misbehaviour =
  | { error: ProviderError; when: 'always' | 'before write' | 'after write' }
  | undefined;

export const memoryZone: Zone = {
  id: 'zone-1',
  name: 'openova.io',
  visibility: 'public',
  nameServers: ['ns1.example.org'],
};

export const memoryCapabilities: ProviderCapabilities = {
  granularity: 'record',
  batch: { changes: 7, atomic: false },
  compareAndSwap: false,
  readsByName: true,
  setIdentifiers: true,
};

const minTtl = 60;
const pageSize = 50;

export const memorySemantics: ProviderSemantics = {
  type: 'memory',
  recordTypes: ['A', 'AAAA', 'CNAME', 'MX', 'SRV', 'TXT'],
  propertyPrefix: 'memory/',
  minTtl,
  adjustEndpoint: (endpoint: Endpoint) => ({
    ...endpoint,
    recordTTL: endpoint.recordTTL && Math.max(minTtl, endpoint.recordTTL),
  }),
};

/** A service in memory and its provider: records with ids, small batches, no compare-and-swap. */
export function memoryService() {
  const records = new Map<string, Neighbours>();
  let lastId = 0;
  let misbehaviour: Misbehaviour;

  const add = (wanted: DesiredRecordSet) => {
    const dnsName = normaliseName(wanted.dnsName);
    const { recordType, setIdentifier } = wanted;
    const key = keyOf({ dnsName, recordType, setIdentifier });
    const neighbours: Neighbours = records.get(key) ?? new Map();
    records.set(key, neighbours);
    for (const target of wanted.targets) {
      lastId += 1;
      const id = lastId;
      const ttl = wanted.recordTTL || 300;
      neighbours.set(id, {
        id,
        dnsName,
        recordType,
        setIdentifier,
        target,
        ttl,
      });
    }
  };
  add({
    zone: memoryZone.name,
    dnsName: memoryZone.name,
    recordType: 'NS',
    targets: memoryZone.nameServers,
  });

  const apply = (change: Change): ChangeResult => {
    const isBroken =
      change.action !== 'delete' &&
      change.new.recordType === 'A' &&
      change.new.targets.some(target => !/^[0-9.]+$/.test(target));
    if (isBroken) return { outcome: 'rejected', message: 'That is no address' };
    if (change.action !== 'create') {
      const { ids } = change.old.data as { ids: number[] };
      const key = keyOf(change.old);
      const neighbours = records.get(key);
      for (const id of ids) neighbours?.delete(id);
      if (neighbours?.size === 0) records.delete(key);
    }
    if (change.action !== 'delete') add(change.new);
    return { outcome: 'done' };
  };

  const provider: DnsProvider = {
    capabilities: memoryCapabilities,
    semantics: memorySemantics,
    async listZones() {
      return [memoryZone];
    },
    async *listRecordSets(zone, { names }, { budget, signal }) {
      const admit = async () => {
        await budget.take();
        signal.throwIfAborted();
        if (misbehaviour?.when === 'always') throw misbehaviour.error;
      };
      await admit();
      let page: RecordSet[] = [];
      for (const neighbours of records.values()) {
        const set = recordSet(zone, [...neighbours.values()]);
        if (names !== undefined && !names.includes(set.dnsName)) continue;
        page.push(set);
        if (page.length < pageSize) continue;
        yield page;
        page = [];
        await admit();
      }
      yield page;
    },
    async writeBatch(_zone, changes, { budget, signal }) {
      await budget.take({ write: true });
      signal.throwIfAborted();
      if (misbehaviour && misbehaviour.when !== 'after write') {
        throw misbehaviour.error;
      }
      const results = changes.map(apply);
      if (misbehaviour) throw misbehaviour.error;
      return results;
    },
  };

  return {
    provider,
    misbehave(next: Misbehaviour) {
      misbehaviour = next;
    },
    /** So many addresses, as if they had always been there. */
    fill(count: number) {
      for (let index = 0; index < count; index += 1) {
        add({
          zone: memoryZone.name,
          dnsName: `host-${index}.${memoryZone.name}`,
          recordType: 'A',
          targets: ['192.0.2.1'],
        });
      }
    },
  };
}

function recordSet(zone: Zone, records: readonly HeldRecord[]): RecordSet {
  const [{ dnsName, recordType, setIdentifier, ttl }] = records;
  return {
    zone: zone.name,
    dnsName,
    recordType,
    setIdentifier,
    targets: records.map(({ target }) => target),
    recordTTL: ttl,
    data: { ids: records.map(({ id }) => id) },
  };
}

function keyOf({
  dnsName,
  recordType,
  setIdentifier,
}: Pick<RecordSet, 'dnsName' | 'recordType' | 'setIdentifier'>): string {
  return [dnsName, recordType, setIdentifier].join(' ');
}
