import { Options, RegistryOptions } from '../options/types';
import { OwnedRecordSet, RecordSet } from '../recordSet';
import { finish, isPause, Steps } from '../plan/steps';
import { nothing, withOneMore } from '../shortLists';
import { TxtCipherFactory } from './cipher';
import { classify, Evidence } from './classify';
import { namesOwnedBy } from './leftoverNames';
import { NameMapper, nameMapper } from './nameMapper';
import {
  lowerName,
  ownershipReader,
  OwnershipTxt,
  standingName,
  txtKey,
} from './ownershipTxt';
import { isAlias } from './readAsExternalDns';

/*
 * Our reading of a zone's ownership. ExternalDNS parses the name of each TXT to
 * learn what it owns; that mistakes the old-form TXT of `a-foo` for the typed one
 * of `foo`, and knows ten types only. Here each record asks for the names that its
 * TXT would have under every configured prefix. What two records ask for is not
 * certain for either, and what is not certain is never a reason to delete.
 *
 * Terms: a *typed* TXT has the record's type in its name, an *old form* has not
 * and stands for every type but AAAA. The apex is owned through the old form,
 * because its typed TXT would lie outside of the zone.
 */

/** A zone as the plan sees it. @internal */
export interface ZoneRegistry {
  zone: string;
  recordSets: OwnedRecordSet[];
  /** Ownership TXT that no record asks for. */
  leftovers: OwnershipTxt[];
  /** The ownership TXT of a name; several where the service lists them one by one. */
  at(txtName: string, setIdentifier?: string): readonly OwnershipTxt[];
  /** An ordinary TXT at a name where an ownership TXT is to be written. */
  plainTxtAt(txtName: string, setIdentifier?: string): RecordSet | undefined;
  ofRecord(record: OwnedRecordSet): readonly OwnershipTxt[];
  /** Whether nothing but an old-form TXT, which no other record asks for, speaks for it. */
  isOwnedByOldFormAlone(record: OwnedRecordSet): boolean;
  /** Whether all that a TXT names are owner ids of ours. */
  isOurs(entry: OwnershipTxt): boolean;
  /** Leftovers that may have owned this name, under any prefix. */
  leftoversFor(dnsName: string, setIdentifier?: string): OwnershipTxt[];
  /** As `leftoversFor`, and those that look like it under a prefix that nobody configured. */
  hintsFor(dnsName: string, setIdentifier?: string): OwnershipTxt[];
  mapperOf(registry: RegistryOptions): NameMapper;
}

/** @internal */
export function zoneRegistry(
  zone: string,
  records: readonly RecordSet[],
  instances: readonly Options[],
  cipherOf: TxtCipherFactory | undefined,
): ZoneRegistry {
  return finish(zoneRegistryInSteps(zone, records, instances, cipherOf));
}

/** As `zoneRegistry`, with pauses. @internal */
export function zoneRegistryInSteps(
  zone: string,
  records: readonly RecordSet[],
  instances: readonly Options[],
  cipherOf: TxtCipherFactory | undefined,
): Steps<ZoneRegistry> {
  return new Reading(zone, instances, cipherOf).read(records);
}

class Reading implements ZoneRegistry, Evidence {
  recordSets: OwnedRecordSet[] = [];
  leftovers: OwnershipTxt[] = [];
  /** The first of each name and set identifier; see `OwnershipTxt.sameName`. */
  private readonly byName = new Map<string, OwnershipTxt>();
  private readonly plain = new Map<string, RecordSet>();
  private readonly leftoverNames = new Map<string, OwnershipTxt[]>();
  private readonly hintNames = new Map<string, OwnershipTxt[]>();
  readonly mappers: readonly NameMapper[];
  readonly ourOwners: ReadonlySet<string>;
  readonly oldOwners: ReadonlySet<string>;
  readonly ownsAll: boolean;
  private readonly parse: (record: RecordSet) => OwnershipTxt | undefined;

  constructor(
    readonly zone: string,
    instances: readonly Options[],
    cipherOf: TxtCipherFactory | undefined,
  ) {
    const registries = instances
      .map(each => each.registry)
      .filter(each => each.type === 'txt');
    this.mappers = distinctMappers(registries);
    this.parse = ownershipReader(registries, cipherOf);
    this.ourOwners = new Set(registries.map(each => each.txtOwnerId));
    this.oldOwners = new Set(
      registries
        .map(each => each.migrateFromTxtOwner)
        .filter(owner => owner !== '' && !this.ourOwners.has(owner)),
    );
    this.ownsAll = registries.length === 0;
  }

  *read(records: readonly RecordSet[]): Steps<ZoneRegistry> {
    let round = 0;
    const owned: StandingRecord[] = [];
    for (const record of records) {
      round += 1;
      if (isPause(round)) yield;
      const isTxt = record.recordType === 'TXT';
      const ownership = isTxt ? this.parse(record) : undefined;
      if (ownership) this.addOwnership(ownership);
      else {
        owned.push(new StandingRecord(record));
        if (isTxt) {
          this.plain.set(txtKey(record.dnsName, record.setIdentifier), record);
        }
      }
    }
    this.recordSets = owned;
    for (const each of owned) {
      round += 1;
      if (isPause(round)) yield;
      this.claim(each);
    }
    for (const each of owned) {
      round += 1;
      if (isPause(round)) yield;
      classify(each, this);
    }
    for (const first of this.byName.values()) {
      round += 1;
      if (isPause(round)) yield;
      for (const entry of first.sameName ?? [first]) {
        if (entry.typedFor.length + entry.oldFormFor.length === 0) {
          this.addLeftover(entry);
        }
      }
    }
    return this;
  }

  private addOwnership(entry: OwnershipTxt): void {
    const { dnsName, setIdentifier } = entry.txt;
    const key = txtKey(dnsName, setIdentifier);
    const first = this.byName.get(key);
    if (!first) this.byName.set(key, entry);
    else if (first.sameName) first.sameName.push(entry);
    else first.sameName = [first, entry];
  }

  at(txtName: string, setIdentifier?: string): readonly OwnershipTxt[] {
    const first = this.byName.get(txtKey(txtName, setIdentifier));
    if (!first) return nothing;
    return first.sameName ?? [first];
  }

  plainTxtAt(txtName: string, setIdentifier?: string): RecordSet | undefined {
    return this.plain.get(txtKey(txtName, setIdentifier));
  }

  ofRecord(record: OwnedRecordSet): readonly OwnershipTxt[] {
    return record instanceof StandingRecord ? record.entries() : nothing;
  }

  isOwnedByOldFormAlone(record: OwnedRecordSet): boolean {
    const entries = this.ofRecord(record);
    return (
      entries.length > 0 &&
      entries.every(
        ({ typedFor, oldFormFor }) =>
          typedFor.length === 0 && oldFormFor.length === 1,
      )
    );
  }

  isOurs({ owners }: OwnershipTxt): boolean {
    return [...owners].every(owner => this.ourOwners.has(owner));
  }

  leftoversFor(dnsName: string, setIdentifier?: string): OwnershipTxt[] {
    const names = new Set([
      dnsName,
      ...this.mappers.map(each => each.lookupName(dnsName)),
    ]);
    const found = new Set<OwnershipTxt>();
    for (const name of names) {
      const entries = this.leftoverNames.get(txtKey(name, setIdentifier));
      entries?.forEach(entry => found.add(entry));
    }
    return [...found];
  }

  hintsFor(dnsName: string, setIdentifier?: string): OwnershipTxt[] {
    const found = new Set(this.leftoversFor(dnsName, setIdentifier));
    const entries = this.hintNames.get(txtKey(dnsName, setIdentifier));
    entries?.forEach(entry => found.add(entry));
    return [...found];
  }

  mapperOf(registry: RegistryOptions): NameMapper {
    return nameMapper(registry);
  }

  /** Finds the TXT records that a record asks for. */
  private claim(owned: StandingRecord): void {
    const { record } = owned;
    // What makes a zone a zone is never of an object's making.
    if (authorityTypes.has(record.recordType) && this.isApex(owned)) return;
    const lower = lowerName(record.dnsName);
    const standing = standingName(record);
    const names = lower === standing ? [lower] : [lower, standing];
    for (const mapper of this.mappers) {
      for (const name of names) {
        let typed = this.at(
          mapper.typedName(name, record.recordType),
          record.setIdentifier,
        );
        if (
          typed.length === 0 &&
          record.recordType === 'A' &&
          isAlias(record)
        ) {
          typed = this.at(
            mapper.typedName(name, 'CNAME'),
            record.setIdentifier,
          );
        }
        for (const entry of typed) this.bind(owned, entry, 'typedFor');
        if (record.recordType === 'AAAA' && !this.isApex(owned)) continue;
        for (const entry of this.at(
          mapper.oldName(name),
          record.setIdentifier,
        )) {
          if (!entry.typedFor.includes(owned)) {
            this.bind(owned, entry, 'oldFormFor');
          }
        }
      }
    }
  }

  private bind(
    owned: StandingRecord,
    entry: OwnershipTxt,
    as: 'typedFor' | 'oldFormFor',
  ): void {
    if (entry[as].includes(owned)) return;
    entry[as] = withOneMore(entry[as], owned);
    owned.add(entry);
  }

  isApex(owned: OwnedRecordSet): boolean {
    return this.zone !== '' && standingName(owned.record) === this.zone;
  }

  private addLeftover(entry: OwnershipTxt): void {
    this.leftovers.push(entry);
    const { dnsName, setIdentifier } = entry.txt;
    const dot = dnsName.indexOf('.');
    const below = lowerName(dnsName.slice(dot + 1));
    if (dot > 0 && below !== this.zone) {
      append(this.hintNames, txtKey(below, setIdentifier), entry);
    }
    entry.names = namesOwnedBy(lowerName(dnsName), this.zone, this.mappers);
    for (const name of entry.names) {
      append(this.leftoverNames, txtKey(name, setIdentifier), entry);
    }
  }
}

const noLabels: Record<string, string> = Object.freeze({});

/** A record with the TXT records that speak for it, which are nobody else's business. */
class StandingRecord implements OwnedRecordSet {
  ownership: OwnedRecordSet['ownership'] = 'none';
  labels = noLabels;
  txt: RecordSet[] = nothing;
  #entries: OwnershipTxt[] = nothing;

  constructor(readonly record: RecordSet) {}

  entries(): readonly OwnershipTxt[] {
    return this.#entries;
  }

  add(entry: OwnershipTxt): void {
    this.#entries = withOneMore(this.#entries, entry);
    this.txt = withOneMore(this.txt, entry.txt);
  }
}

const authorityTypes: ReadonlySet<string> = new Set(['NS', 'SOA']);

function distinctMappers(registries: readonly RegistryOptions[]): NameMapper[] {
  const mappers = new Map<string, NameMapper>();
  for (const registry of registries) {
    const mapper = nameMapper(registry);
    mappers.set(mapper.key, mapper);
  }
  return [...mappers.values()];
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}
