import { normaliseName } from '../name';
import { RegistryOptions } from '../options/types';
import { OwnedRecordSet, RecordSet } from '../recordSet';
import { nothing } from '../shortLists';
import { TxtCipherFactory } from './cipher';
import { joinStrings, nonceLabel, ownerLabel, parseLabels } from './txtValue';

/** An ownership TXT of the zone. @internal */
export interface OwnershipTxt {
  txt: RecordSet;
  /** Of its first value. */
  labels: Record<string, string>;
  /** Owners of all its values. */
  owners: ReadonlySet<string>;
  /** Its values that are no ownership; they are kept when it is written. */
  otherValues: string[];
  /** The records that it speaks for by its name. */
  typedFor: OwnedRecordSet[];
  oldFormFor: OwnedRecordSet[];
  /** Of a leftover: every name that it may speak for, under any prefix. */
  names: ReadonlySet<string>;
  /** All of its name and set identifier, where the service lists them one by one. */
  sameName?: OwnershipTxt[];
}

/**
 * Reads TXT records as ownership, with every configured key; answers undefined for
 * an ordinary TXT.
 *
 * @throws Error where a key is configured and no cipher was given.
 * @internal
 */
export function ownershipReader(
  registries: readonly RegistryOptions[],
  cipherOf: TxtCipherFactory | undefined,
): (record: RecordSet) => OwnershipTxt | undefined {
  const ciphers = distinctKeys(registries).map(key => {
    if (!cipherOf) {
      throw new Error(
        'registry.txtEncryptAesKey is set, but no cipher was given.',
      );
    }
    return cipherOf(key);
  });

  function labelsOf(text: string): Record<string, string> | undefined {
    if (ciphers.length === 0) return parseLabels(text);
    for (const cipher of ciphers) {
      const labels = parseLabels(text, cipher);
      if (labels) {
        delete labels[nonceLabel];
        return labels;
      }
    }
    return undefined;
  }

  // Nearly all TXT have one value and a few owners among them: a set for each owner.
  const alone = new Map<string, ReadonlySet<string>>();
  function ownerAlone(owner: string): ReadonlySet<string> {
    let owners = alone.get(owner);
    if (!owners) alone.set(owner, (owners = new Set([owner])));
    return owners;
  }

  return record => {
    if (record.targets.length === 1) {
      const labels = labelsOf(joinStrings(record.targets[0]));
      return (
        labels && entryOf(record, labels, ownerAlone(labels[ownerLabel] ?? ''))
      );
    }
    let labels: Record<string, string> | undefined;
    const owners = new Set<string>();
    const otherValues: string[] = [];
    for (const target of record.targets) {
      const found = labelsOf(joinStrings(target));
      if (!found) otherValues.push(target);
      else {
        labels ??= found;
        owners.add(found[ownerLabel] ?? '');
      }
    }
    return labels && { ...entryOf(record, labels, owners), otherValues };
  };
}

const noNames: ReadonlySet<string> = new Set();

function entryOf(
  txt: RecordSet,
  labels: Record<string, string>,
  owners: ReadonlySet<string>,
): OwnershipTxt {
  return {
    txt,
    labels,
    owners,
    otherValues: nothing,
    typedFor: nothing,
    oldFormFor: nothing,
    names: noNames,
  };
}

function distinctKeys(registries: readonly RegistryOptions[]): Uint8Array[] {
  const keys = new Map<string, Uint8Array>();
  for (const { txtEncryptAesKey } of registries) {
    if (txtEncryptAesKey) keys.set(txtEncryptAesKey.join(), txtEncryptAesKey);
  }
  return [...keys.values()];
}

/** Encrypted, or escaped: not what somebody would put there by chance. @internal */
export function mayBeOwnership(txt: RecordSet): boolean {
  return txt.targets.some(
    target =>
      target.includes('heritage') ||
      /^"*[A-Za-z0-9+/]{40,}={0,2}"*$/.test(joinStrings(target)),
  );
}

/** A provider may answer with an escaped wildcard (`\052`, master-file style). @internal */
export function standingName(record: RecordSet): string {
  return normaliseName(record.dnsName.replace('\\052', '*'));
}

/** Under what ownership TXT records are looked up. @internal */
export function txtKey(name: string, setIdentifier = ''): string {
  return setIdentifier === ''
    ? lowerName(name)
    : `${lowerName(name)} ${setIdentifier}`;
}

/** @internal */
export function lowerName(name: string): string {
  const lower = name.toLowerCase();
  return lower.endsWith('.') ? lower.slice(0, -1) : lower;
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
