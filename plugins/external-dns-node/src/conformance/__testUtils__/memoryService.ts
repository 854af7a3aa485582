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
  dnsName: string;
  recordType: string;
  setIdentifier?: string;
  target: string;
  ttl: number;
}

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
  const records = new Map<number, HeldRecord>();
  let lastId = 0;
  let misbehaviour: Misbehaviour;

  const add = (wanted: DesiredRecordSet) => {
    for (const target of wanted.targets) {
      lastId += 1;
      records.set(lastId, {
        dnsName: normaliseName(wanted.dnsName),
        recordType: wanted.recordType,
        setIdentifier: wanted.setIdentifier,
        target,
        ttl: wanted.recordTTL || 300,
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
      for (const id of ids) records.delete(id);
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
      const sets = recordSets(zone, records).filter(
        set => names === undefined || names.includes(set.dnsName),
      );
      const pageSize = 50;
      for (let start = 0; start <= sets.length; start += pageSize) {
        await budget.take();
        signal.throwIfAborted();
        if (misbehaviour?.when === 'always') throw misbehaviour.error;
        yield sets.slice(start, start + pageSize);
      }
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
  };
}

function recordSets(
  zone: Zone,
  records: ReadonlyMap<number, HeldRecord>,
): RecordSet[] {
  const sets = new Map<string, RecordSet & { data: { ids: number[] } }>();
  for (const [id, record] of records) {
    const { dnsName, recordType, setIdentifier, target, ttl } = record;
    const key = [dnsName, recordType, setIdentifier].join(' ');
    const set = sets.get(key) ?? {
      zone: zone.name,
      dnsName,
      recordType,
      setIdentifier,
      targets: [],
      recordTTL: ttl,
      data: { ids: [] },
    };
    set.targets.push(target);
    set.data.ids.push(id);
    sets.set(key, set);
  }
  return [...sets.values()];
}
