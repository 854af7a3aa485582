import { isWithin, normaliseName } from '../name';
import { Options, RegistryOptions } from '../options/types';
import { OwnedRecordSet, RecordSet } from '../recordSet';
import { TxtCipher, TxtCipherFactory } from './cipher';
import { NameMapper, nameMapper } from './nameMapper';
import { isAlias } from './readAsExternalDns';
import { joinStrings, nonceLabel, ownerLabel, parseLabels } from './txtValue';

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

/** An ownership TXT of the zone. @internal */
export interface OwnershipTxt {
  txt: RecordSet;
  /** Of its first value. */
  labels: Record<string, string>;
  /** Owners of all its values. */
  owners: ReadonlySet<string>;
  /** Its values that are no ownership; they are kept when it is written. */
  otherValues: string[];
  typedFor: OwnedRecordSet[];
  oldFormFor: OwnedRecordSet[];
  /** Of a leftover: every name that it may speak for, under any prefix. */
  names: ReadonlySet<string>;
}

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
  return new Reading(zone, instances, cipherOf).read(records);
}

/** A provider may answer with an escaped wildcard (`\052`, master-file style). @internal */
export function standingName(record: RecordSet): string {
  return normaliseName(record.dnsName.replace('\\052', '*'));
}

class Reading implements ZoneRegistry {
  recordSets: OwnedRecordSet[] = [];
  leftovers: OwnershipTxt[] = [];
  private readonly byName = new Map<string, OwnershipTxt[]>();
  private readonly plain = new Map<string, RecordSet>();
  private readonly ofRecords = new Map<OwnedRecordSet, OwnershipTxt[]>();
  private readonly leftoverNames = new Map<string, OwnershipTxt[]>();
  private readonly hintNames = new Map<string, OwnershipTxt[]>();
  private readonly mappers: readonly NameMapper[];
  private readonly ciphers: readonly TxtCipher[];
  private readonly ourOwners: ReadonlySet<string>;
  private readonly oldOwners: ReadonlySet<string>;
  private readonly ownsAll: boolean;

  constructor(
    readonly zone: string,
    instances: readonly Options[],
    cipherOf: TxtCipherFactory | undefined,
  ) {
    const registries = instances
      .map(each => each.registry)
      .filter(each => each.type === 'txt');
    this.mappers = distinctMappers(registries);
    this.ciphers = distinctKeys(registries).map(key => {
      if (!cipherOf) {
        throw new Error(
          'registry.txtEncryptAesKey is set, but no cipher was given.',
        );
      }
      return cipherOf(key);
    });
    this.ourOwners = new Set(registries.map(each => each.txtOwnerId));
    this.oldOwners = new Set(
      registries
        .map(each => each.migrateFromTxtOwner)
        .filter(owner => owner !== '' && !this.ourOwners.has(owner)),
    );
    this.ownsAll = registries.length === 0;
  }

  read(records: readonly RecordSet[]): ZoneRegistry {
    for (const record of records) {
      const ownership =
        record.recordType === 'TXT' ? this.parse(record) : undefined;
      if (ownership) {
        append(
          this.byName,
          keyOf(record.dnsName, record.setIdentifier),
          ownership,
        );
        continue;
      }
      this.recordSets.push({ record, labels: {}, txt: [], ownership: 'none' });
      if (record.recordType === 'TXT') {
        this.plain.set(keyOf(record.dnsName, record.setIdentifier), record);
      }
    }
    for (const each of this.recordSets) this.claim(each);
    for (const each of this.recordSets) this.classify(each);
    for (const entries of this.byName.values()) {
      for (const entry of entries) {
        if (entry.typedFor.length + entry.oldFormFor.length === 0) {
          this.addLeftover(entry);
        }
      }
    }
    return this;
  }

  at(txtName: string, setIdentifier?: string): readonly OwnershipTxt[] {
    return this.byName.get(keyOf(txtName, setIdentifier)) ?? [];
  }

  plainTxtAt(txtName: string, setIdentifier?: string): RecordSet | undefined {
    return this.plain.get(keyOf(txtName, setIdentifier));
  }

  ofRecord(record: OwnedRecordSet): readonly OwnershipTxt[] {
    return this.ofRecords.get(record) ?? [];
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
      const entries = this.leftoverNames.get(keyOf(name, setIdentifier));
      entries?.forEach(entry => found.add(entry));
    }
    return [...found];
  }

  hintsFor(dnsName: string, setIdentifier?: string): OwnershipTxt[] {
    const found = new Set(this.leftoversFor(dnsName, setIdentifier));
    const entries = this.hintNames.get(keyOf(dnsName, setIdentifier));
    entries?.forEach(entry => found.add(entry));
    return [...found];
  }

  mapperOf(registry: RegistryOptions): NameMapper {
    return nameMapper(registry);
  }

  private parse(record: RecordSet): OwnershipTxt | undefined {
    let labels: Record<string, string> | undefined;
    const owners = new Set<string>();
    const otherValues: string[] = [];
    for (const target of record.targets) {
      const found = this.labelsOf(joinStrings(target));
      if (!found) otherValues.push(target);
      else {
        labels ??= found;
        owners.add(found[ownerLabel] ?? '');
      }
    }
    return labels
      ? {
          txt: record,
          labels,
          owners,
          otherValues,
          typedFor: [],
          oldFormFor: [],
          names: new Set(),
        }
      : undefined;
  }

  private labelsOf(text: string): Record<string, string> | undefined {
    if (this.ciphers.length === 0) return parseLabels(text);
    for (const cipher of this.ciphers) {
      const labels = parseLabels(text, cipher);
      if (labels) {
        delete labels[nonceLabel];
        return labels;
      }
    }
    return undefined;
  }

  /** Finds the TXT records that a record asks for. */
  private claim(owned: OwnedRecordSet): void {
    const { record } = owned;
    const names = new Set([lowerName(record.dnsName), standingName(record)]);
    for (const mapper of this.mappers) {
      for (const name of names) {
        const typed = [
          ...this.at(
            mapper.typedName(name, record.recordType),
            record.setIdentifier,
          ),
        ];
        if (
          typed.length === 0 &&
          record.recordType === 'A' &&
          isAlias(record)
        ) {
          typed.push(
            ...this.at(mapper.typedName(name, 'CNAME'), record.setIdentifier),
          );
        }
        for (const entry of typed) this.bind(owned, entry, entry.typedFor);
        if (record.recordType === 'AAAA' && !this.isApex(owned)) continue;
        for (const entry of this.at(
          mapper.oldName(name),
          record.setIdentifier,
        )) {
          if (!entry.typedFor.includes(owned)) {
            this.bind(owned, entry, entry.oldFormFor);
          }
        }
      }
    }
  }

  private bind(
    owned: OwnedRecordSet,
    entry: OwnershipTxt,
    claimants: OwnedRecordSet[],
  ): void {
    if (claimants.includes(owned)) return;
    claimants.push(owned);
    append(this.ofRecords, owned, entry);
    owned.txt.push(entry.txt);
  }

  private classify(owned: OwnedRecordSet): void {
    const entries = this.ofRecord(owned);
    const typed = entries.filter(entry => entry.typedFor.includes(owned));
    // The typed TXT of another record is no old form of this one.
    const oldForm = entries.filter(
      entry => entry.oldFormFor.includes(owned) && entry.typedFor.length === 0,
    );
    const deciding = typed.length > 0 ? typed : oldForm;
    if (deciding.length === 0) {
      this.classifyWithoutTxt(owned);
      return;
    }
    owned.labels = deciding[0].labels;
    const owners = new Set(
      [...deciding, ...oldForm].flatMap(entry => [...entry.owners]),
    );
    const [owner] = owners;
    const sibling = typed.length === 0 && this.siblingOf(owned, oldForm);
    if (sibling) {
      owned.ownership = 'unclear';
      owned.doubt = `the old-form TXT ${namesOf(
        oldForm,
      )} was made for the ${sibling.record.recordType} record of the name`;
    } else if (owner === '') {
      owned.ownership = 'unclear';
      owned.doubt = `the TXT ${namesOf(entries)} names no owner`;
    } else if (
      owners.size > 1 &&
      ![...owners].every(each => this.ourOwners.has(each))
    ) {
      owned.ownership = 'unclear';
      owned.doubt = `${namesOf(entries)} names several owners (${[...owners]
        .sort()
        .join(', ')})`;
    } else if (this.oldOwners.has(owner)) {
      owned.ownership = 'old-owner';
    } else if (!this.ourOwners.has(owner)) {
      owned.ownership = 'foreign';
    } else {
      const doubt = this.doubtOf(owned, typed, oldForm);
      owned.ownership = doubt ? 'ours-unsure' : 'ours';
      if (doubt) owned.doubt = doubt;
    }
  }

  /** A record of the same name whose typed TXT says that the old form is its second. */
  private siblingOf(
    owned: OwnedRecordSet,
    oldForm: readonly OwnershipTxt[],
  ): OwnedRecordSet | undefined {
    for (const entry of oldForm) {
      const sibling = entry.oldFormFor.find(
        other =>
          other !== owned &&
          this.ofRecord(other).some(each => each.typedFor.includes(other)),
      );
      if (sibling) return sibling;
    }
    return undefined;
  }

  private classifyWithoutTxt(owned: OwnedRecordSet): void {
    if (this.ownsAll) {
      owned.ownership = 'ours';
      return;
    }
    const { recordType, setIdentifier } = owned.record;
    for (const mapper of this.mappers) {
      const name = mapper.typedName(standingName(owned.record), recordType);
      const unreadable = this.plainTxtAt(name, setIdentifier);
      if (unreadable && mayBeOwnership(unreadable)) {
        owned.ownership = 'unclear';
        owned.doubt = `the TXT ${unreadable.dnsName} cannot be read, perhaps for want of the right key`;
        owned.txt.push(unreadable);
      }
    }
  }

  private doubtOf(
    owned: OwnedRecordSet,
    typed: readonly OwnershipTxt[],
    oldForm: readonly OwnershipTxt[],
  ): string | undefined {
    if (typed.length === 0) {
      const { recordType } = owned.record;
      if (this.isApex(owned) && addressTypes.has(recordType)) return undefined;
      return `only the old-form TXT ${namesOf(
        oldForm,
      )} speaks for it, which may be left over`;
    }
    const sharing = typed
      .flatMap(entry => entry.typedFor)
      .find(each => each !== owned);
    if (sharing) {
      if (standingName(sharing.record) === standingName(owned.record)) {
        return 'the zone lists it twice';
      }
      return `the TXT ${namesOf(typed)} speaks for ${
        sharing.record.dnsName
      } as well`;
    }
    if (oldForm.length > 0) return undefined;
    for (const entry of typed) {
      for (const other of entry.oldFormFor) {
        const itsTyped = this.ofRecord(other).find(each =>
          each.typedFor.includes(other),
        );
        if (!itsTyped || sameLabels(itsTyped.labels, entry.labels)) {
          return `the TXT ${entry.txt.dnsName} may be the old form of ${other.record.dnsName}`;
        }
      }
    }
    return undefined;
  }

  private isApex(owned: OwnedRecordSet): boolean {
    return this.zone !== '' && standingName(owned.record) === this.zone;
  }

  private addLeftover(entry: OwnershipTxt): void {
    this.leftovers.push(entry);
    const { dnsName, setIdentifier } = entry.txt;
    const dot = dnsName.indexOf('.');
    const below = lowerName(dnsName.slice(dot + 1));
    if (dot > 0 && below !== this.zone) {
      append(this.hintNames, keyOf(below, setIdentifier), entry);
    }
    entry.names = this.namesOwnedBy(lowerName(dnsName));
    for (const name of entry.names) {
      append(this.leftoverNames, keyOf(name, setIdentifier), entry);
    }
  }

  /** Every name that a TXT may speak for: under our prefixes, typed under any. */
  private namesOwnedBy(txtName: string): Set<string> {
    const names = new Set<string>();
    for (const mapper of this.mappers) {
      const read = mapper.read(txtName);
      if (!read || !isWithin(read.dnsName, this.zone)) continue;
      names.add(read.dnsName);
      const wildcard = mapper.wildcardOf(read.dnsName);
      if (wildcard) names.add(wildcard);
      if (read.recordType !== '' && mapper.hasOldForm) {
        const asOldForm = `${read.recordType.toLowerCase()}-${read.dnsName}`;
        if (mapper.oldName(asOldForm) === txtName) names.add(asOldForm);
      }
    }
    for (const found of txtName.matchAll(typedPart)) {
      const name = txtName.slice(found.index + found[0].length);
      if (isWithin(name, this.zone) && name !== this.zone) names.add(name);
    }
    return names;
  }
}

/** A type in front of a name, under whatever prefix. */
const typedPart = /(?<![^._-])(?:a|aaaa|cname|ns|mx|srv|txt|ptr|caa)-(?=[^.])/g;

const addressTypes: ReadonlySet<string> = new Set(['A', 'AAAA', 'CNAME']);

function distinctMappers(registries: readonly RegistryOptions[]): NameMapper[] {
  const mappers = new Map<string, NameMapper>();
  for (const registry of registries) {
    const mapper = nameMapper(registry);
    mappers.set(mapper.key, mapper);
  }
  return [...mappers.values()];
}

function distinctKeys(registries: readonly RegistryOptions[]): Uint8Array[] {
  const keys = new Map<string, Uint8Array>();
  for (const { txtEncryptAesKey } of registries) {
    if (txtEncryptAesKey) keys.set(txtEncryptAesKey.join(), txtEncryptAesKey);
  }
  return [...keys.values()];
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}

function keyOf(name: string, setIdentifier = ''): string {
  return setIdentifier === ''
    ? lowerName(name)
    : `${lowerName(name)} ${setIdentifier}`;
}

function lowerName(name: string): string {
  const lower = name.toLowerCase();
  return lower.endsWith('.') ? lower.slice(0, -1) : lower;
}

function namesOf(entries: readonly OwnershipTxt[]): string {
  return [...new Set(entries.map(each => each.txt.dnsName))].sort().join(', ');
}

/** Encrypted, or escaped: not what somebody would put there by chance. */
function mayBeOwnership(txt: RecordSet): boolean {
  return txt.targets.some(
    target =>
      target.includes('heritage') ||
      /^"*[A-Za-z0-9+/]{40,}={0,2}"*$/.test(joinStrings(target)),
  );
}

/** @internal */
export function sameLabels(
  left: Record<string, string>,
  right: Record<string, string>,
): boolean {
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length &&
    keys.every(key => left[key] === right[key])
  );
}
