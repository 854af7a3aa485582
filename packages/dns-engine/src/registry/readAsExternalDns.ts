import { Options } from '../options/types';
import { OwnedRecordSet, RecordSet } from '../recordSet';
import { managedTypes } from '../plan/managedTypes';
import { hasLongLabel, withoutTrailingDot } from '../endpoint';
import { TxtCipher } from './cipher';
import { NameMapper, nameMapper } from './nameMapper';
import {
  nonceLabel,
  ownerLabel,
  parseLabels,
  serialiseLabels,
} from './txtValue';

/** What ExternalDNS's TXT registry makes of a zone (reference 3.4). @internal */
export interface ExternalDnsRegistry {
  recordSets: OwnedRecordSet[];
  /** The TXT that should exist for a record; undefined where none can be made. */
  ownershipTxt(
    owned: { dnsName: string; recordType: string; setIdentifier?: string },
    labels: Record<string, string>,
  ): RecordSet | undefined;
  exists(txt: RecordSet): boolean;
}

/**
 * Reads ownership exactly as ExternalDNS v0.22 does, hazards included; ours is
 * `decodeZone`.
 *
 * @internal
 */
export function readAsExternalDns(
  zone: string,
  records: readonly RecordSet[],
  options: Options,
  cipher: TxtCipher | undefined,
): ExternalDnsRegistry {
  const mapper = nameMapper(options.registry);
  const byKey = new Map<string, Record<string, string>>();
  const names = new Set<string>();
  const existing = new Map<string, string>();
  const others: RecordSet[] = [];
  for (const record of records) {
    const labels =
      record.recordType === 'TXT' && record.targets.length > 0
        ? parseLabels(record.targets[0], cipher)
        : undefined;
    if (!labels) {
      // A TXT without any value is dropped altogether.
      if (record.recordType !== 'TXT' || record.targets.length > 0) {
        others.push(record);
      }
      continue;
    }
    names.add(record.dnsName);
    existing.set(identity(record), record.targets[0]);
    const owned = mapper.read(record.dnsName);
    if (owned) {
      byKey.set(
        key(owned.dnsName, owned.recordType, record.setIdentifier),
        labels,
      );
    }
  }
  const registry: ExternalDnsRegistry = {
    recordSets: [],
    ownershipTxt(owned, labels) {
      const txt = ownershipTxt(zone, owned, labels, mapper);
      // With the nonce that was read, the same labels give the same ciphertext.
      const isSealed = options.registry.txtEncryptEnabled && labels[nonceLabel];
      const read = txt && isSealed ? existing.get(identity(txt)) : undefined;
      return txt && read !== undefined ? { ...txt, targets: [read] } : txt;
    },
    exists: txt => existing.has(identity(txt)),
  };
  const { txtOwnerId, migrateFromTxtOwner } = options.registry;
  const isManaged = managedTypes(options);
  registry.recordSets = others.map(record => {
    let labels = ownershipOf(record, byKey, mapper) ?? {};
    if (migrateFromTxtOwner && labels[ownerLabel] === migrateFromTxtOwner) {
      labels = { ...labels, [ownerLabel]: txtOwnerId };
    }
    const isStale =
      names.size > 0 &&
      labels[ownerLabel] === txtOwnerId &&
      isManaged(record.recordType) &&
      isMissing(txtName(record, mapper), names);
    return {
      record: isStale ? withForcedUpdate(record) : record,
      labels,
      txt: [],
    };
  });
  return registry;
}

function identity({ dnsName, setIdentifier }: RecordSet): string {
  return setIdentifier ? `${dnsName} ${setIdentifier}` : dnsName;
}

function key(name: string, type: string, setIdentifier = ''): string {
  return `${name} ${type} ${setIdentifier}`;
}

function ownershipOf(
  record: RecordSet,
  byKey: ReadonlyMap<string, Record<string, string>>,
  mapper: NameMapper,
): Record<string, string> | undefined {
  const name = mapper.lookupName(record.dnsName);
  const { recordType, setIdentifier } = record;
  const typed = byKey.get(key(name, recordType, setIdentifier));
  if (typed) return typed;
  if (recordType === 'A' && isAlias(record)) {
    const alias = byKey.get(key(name, 'CNAME', setIdentifier));
    if (alias) return alias;
  }
  return recordType === 'AAAA'
    ? undefined
    : byKey.get(key(name, '', setIdentifier));
}

/** @internal */
export function isAlias(record: RecordSet): boolean {
  const alias = record.providerSpecific?.find(each => each.name === 'alias');
  return alias?.value === 'true' || alias?.value === 'A';
}

function isMissing(
  txt: string | undefined,
  names: ReadonlySet<string>,
): boolean {
  return txt !== undefined && !names.has(txt);
}

/** Undefined where it has no room. */
function txtName(
  { dnsName, recordType }: { dnsName: string; recordType: string },
  mapper: NameMapper,
): string | undefined {
  const name = withoutTrailingDot(mapper.typedName(dnsName, recordType));
  return hasLongLabel(name) ? undefined : name;
}

function withForcedUpdate(record: RecordSet): RecordSet {
  return {
    ...record,
    providerSpecific: [
      ...(record.providerSpecific ?? []),
      { name: 'txt/force-update', value: 'true' },
    ],
  };
}

function ownershipTxt(
  zone: string,
  owned: {
    dnsName: string;
    recordType: string;
    setIdentifier?: string;
    providerSpecific?: RecordSet['providerSpecific'];
  },
  labels: Record<string, string>,
  mapper: NameMapper,
): RecordSet | undefined {
  const dnsName = txtName(owned, mapper);
  if (dnsName === undefined) return undefined;
  const txt: RecordSet = {
    zone,
    dnsName,
    recordType: 'TXT',
    targets: [serialiseLabels(labels)],
  };
  if (owned.setIdentifier) txt.setIdentifier = owned.setIdentifier;
  if (owned.providerSpecific?.length) {
    txt.providerSpecific = owned.providerSpecific;
  }
  return txt;
}
