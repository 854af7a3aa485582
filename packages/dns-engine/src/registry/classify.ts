import { OwnedRecordSet, RecordSet } from '../recordSet';
import { nothing, withOneMore } from '../shortLists';
import { NameMapper } from './nameMapper';
import {
  mayBeOwnership,
  OwnershipTxt,
  sameLabels,
  standingName,
} from './ownershipTxt';

/*
 * Whose a record is. The typed TXT decides; the old form only where none is typed
 * for anything at the name. Whatever speaks for two, or may be left over from
 * something else, is a doubt: `ours-unsure` may be changed for the object that the
 * TXT names, and is never a reason to delete; `unclear` is never written.
 */

/** What is known of a zone when its records are classified. @internal */
export interface Evidence {
  readonly mappers: readonly NameMapper[];
  readonly ourOwners: ReadonlySet<string>;
  /** Owner ids that are migrated from. */
  readonly oldOwners: ReadonlySet<string>;
  /** No instance has a TXT registry: everything is ours. */
  readonly ownsAll: boolean;
  ofRecord(record: OwnedRecordSet): readonly OwnershipTxt[];
  plainTxtAt(txtName: string, setIdentifier?: string): RecordSet | undefined;
  isApex(record: OwnedRecordSet): boolean;
}

const addressTypes: ReadonlySet<string> = new Set(['A', 'AAAA', 'CNAME']);

/** Says of a record whose it is, from the TXT records that it asked for. @internal */
export function classify(owned: OwnedRecordSet, evidence: Evidence): void {
  const { unreadable } = owned.record;
  if (unreadable !== undefined) {
    owned.ownership = 'unclear';
    owned.doubt = unreadable;
    return;
  }
  const entries = evidence.ofRecord(owned);
  if (entries.length === 1 && isPlainlyOurs(owned, entries[0], evidence)) {
    owned.labels = entries[0].labels;
    owned.ownership = 'ours';
    return;
  }
  const typed = entries.filter(entry => entry.typedFor.includes(owned));
  // The typed TXT of another record is no old form of this one, and one that speaks
  // for an address does not also speak for the SPF text or the MX beside it.
  const oldForm = entries.filter(
    entry =>
      entry.oldFormFor.includes(owned) &&
      entry.typedFor.length === 0 &&
      (isAddress(owned) || !entry.oldFormFor.some(isAddress)),
  );
  const deciding = typed.length > 0 ? typed : oldForm;
  if (deciding.length === 0) {
    owned.txt = nothing;
    classifyWithoutTxt(owned, evidence);
    return;
  }
  owned.labels = deciding[0].labels;
  const owners = new Set(
    [...deciding, ...oldForm].flatMap(entry => [...entry.owners]),
  );
  const [owner] = owners;
  const sibling = typed.length === 0 && siblingOf(owned, oldForm, evidence);
  if (sibling) {
    owned.ownership = 'unclear';
    owned.doubt = `the old-form TXT ${namesOf(oldForm)} was made for the ${
      sibling.record.recordType
    } record of the name`;
  } else if (owner === '') {
    owned.ownership = 'unclear';
    owned.doubt = `the TXT ${namesOf(entries)} names no owner`;
  } else if (
    owners.size > 1 &&
    ![...owners].every(each => evidence.ourOwners.has(each))
  ) {
    owned.ownership = 'unclear';
    owned.doubt = `${namesOf(entries)} names several owners (${[...owners]
      .sort()
      .join(', ')})`;
  } else if (evidence.oldOwners.has(owner)) {
    owned.ownership = 'old-owner';
  } else if (!evidence.ourOwners.has(owner)) {
    owned.ownership = 'foreign';
  } else {
    const doubt = doubtOf(owned, typed, oldForm, evidence);
    owned.ownership = doubt ? 'ours-unsure' : 'ours';
    if (doubt) owned.doubt = doubt;
  }
}

function isAddress({ record }: OwnedRecordSet): boolean {
  return addressTypes.has(record.recordType);
}

/** Nearly every record: one typed TXT, which speaks for it alone and names one of us. */
function isPlainlyOurs(
  owned: OwnedRecordSet,
  { typedFor, oldFormFor, owners }: OwnershipTxt,
  { ourOwners, oldOwners }: Evidence,
): boolean {
  if (
    typedFor.length !== 1 ||
    typedFor[0] !== owned ||
    oldFormFor.length > 0 ||
    owners.size !== 1
  ) {
    return false;
  }
  const [owner] = owners;
  return owner !== '' && ourOwners.has(owner) && !oldOwners.has(owner);
}

/** A record of the same name whose typed TXT says that the old form is its second. */
function siblingOf(
  owned: OwnedRecordSet,
  oldForm: readonly OwnershipTxt[],
  evidence: Evidence,
): OwnedRecordSet | undefined {
  for (const entry of oldForm) {
    const sibling = entry.oldFormFor.find(
      other =>
        other !== owned &&
        evidence.ofRecord(other).some(each => each.typedFor.includes(other)),
    );
    if (sibling) return sibling;
  }
  return undefined;
}

function classifyWithoutTxt(owned: OwnedRecordSet, evidence: Evidence): void {
  if (evidence.ownsAll) {
    owned.ownership = 'ours';
    return;
  }
  const { recordType, setIdentifier } = owned.record;
  for (const mapper of evidence.mappers) {
    const name = mapper.typedName(standingName(owned.record), recordType);
    const unreadable = evidence.plainTxtAt(name, setIdentifier);
    if (unreadable && mayBeOwnership(unreadable)) {
      owned.ownership = 'unclear';
      owned.doubt = `the TXT ${unreadable.dnsName} cannot be read, perhaps for want of the right key`;
      owned.txt = withOneMore(owned.txt, unreadable);
    }
  }
}

function doubtOf(
  owned: OwnedRecordSet,
  typed: readonly OwnershipTxt[],
  oldForm: readonly OwnershipTxt[],
  evidence: Evidence,
): string | undefined {
  if (typed.length === 0) {
    if (evidence.isApex(owned) && isAddress(owned)) return undefined;
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
      const itsTyped = evidence
        .ofRecord(other)
        .find(each => each.typedFor.includes(other));
      if (!itsTyped || sameLabels(itsTyped.labels, entry.labels)) {
        return `the TXT ${entry.txt.dnsName} may be the old form of ${other.record.dnsName}`;
      }
    }
  }
  return undefined;
}

function namesOf(entries: readonly OwnershipTxt[]): string {
  return [...new Set(entries.map(each => each.txt.dnsName))].sort().join(', ');
}
