import {
  Change,
  Claim,
  DelegationState,
  normaliseName,
  RecordSet,
} from '@openova/dns-engine';
import { ChangeUnit } from '@openova/dns-engine';
import { digestOf } from '../store/columns';
import { ZoneOutcome } from './outcome';

/*
 * What the writer knows of one zone during its term.
 *
 * It starts empty: whoever becomes the writer reads a zone in full before it does
 * anything there. Later it is kept true by what is read again and by the writes
 * that the service confirmed. Names whose write had an unknown outcome are
 * `uncertain` until they were read again.
 *
 * A refused unit is set aside: the very same unit is not sent again before somebody
 * asks (a resync) or the sweep is due, or every sync would knock at the same door.
 */

/** @internal */
export class ObservedZone {
  readInFull = false;
  readAt: Date | undefined;
  /** Normalised names that have to be read before they are planned on. */
  readonly uncertain = new Set<string>();
  /** Read from the database at the first sync of the term. */
  claims: Map<string, Claim> | undefined;
  /** k8gb's delegations as the last plan left them; read as the claims are. */
  delegations: readonly DelegationState[] | undefined;
  /** RFC 3339: when time alone changes the plan; undefined: never. */
  planAgainAt: string | undefined;
  /** How many plans, one after the other, have written a delegation. */
  touchedInARow = 0;
  /** Digest of the plan whose units in observe mode are in the journal already. */
  shownPlan: string | undefined;
  /** What the last sync was about, and how it ended. */
  last: { work: string; outcome: ZoneOutcome } | undefined;
  #records = new Map<string, RecordSet>();
  readonly #refused = new Map<string, { digest: string; sentence: string }>();

  get size(): number {
    return this.#records.size;
  }

  get records(): RecordSet[] {
    return [...this.#records.values()];
  }

  /** Record sets at these normalised names, in a fixed order. */
  at(names: ReadonlySet<string>): RecordSet[] {
    return [...this.#records]
      .filter(([, record]) => names.has(normaliseName(record.dnsName)))
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([, record]) => record);
  }

  /** The whole zone was read. */
  replaceAll(records: Iterable<RecordSet>, at: Date): void {
    this.#records = new Map();
    for (const record of records) this.#records.set(keyOf(record), record);
    this.readInFull = true;
    this.readAt = at;
    this.uncertain.clear();
  }

  /** These normalised names were read; the answer may hold other names as well. */
  replaceNames(
    names: ReadonlySet<string>,
    records: Iterable<RecordSet>,
    at: Date,
  ): void {
    for (const [key, record] of this.#records) {
      if (names.has(normaliseName(record.dnsName))) this.#records.delete(key);
    }
    for (const record of records) {
      if (names.has(normaliseName(record.dnsName))) {
        this.#records.set(keyOf(record), record);
      }
    }
    for (const name of names) this.uncertain.delete(name);
    this.readAt = at;
  }

  /** The service confirmed the change. */
  applied(change: Change): void {
    if (change.action !== 'create') this.#records.delete(keyOf(change.old));
    if (change.action !== 'delete') {
      // Labels are the registry's; a record set holds what a provider would answer.
      const { labels: _labels, ...record } = change.new;
      this.#records.set(keyOf(record), record);
    }
  }

  /** Nobody knows what became of the change. */
  becameUncertain(change: Change): void {
    for (const name of namesOfChange(change)) this.uncertain.add(name);
  }

  setAside(unit: ChangeUnit, sentence: string): void {
    this.#refused.set(unitKey(unit), { digest: unitDigest(unit), sentence });
  }

  /** Why the unit is not sent, if it was refused as it is. */
  refusalOf(unit: ChangeUnit): string | undefined {
    const refused = this.#refused.get(unitKey(unit));
    return refused?.digest === unitDigest(unit) ? refused.sentence : undefined;
  }

  /** Everything that was refused may be tried again. */
  forgetRefusals(): void {
    this.#refused.clear();
  }
}

/** The zones of a term, by key. @internal */
export class ObservedZones {
  readonly #zones = new Map<string, ObservedZone>();

  of(key: string): ObservedZone {
    let zone = this.#zones.get(key);
    if (!zone) {
      zone = new ObservedZone();
      this.#zones.set(key, zone);
    }
    return zone;
  }

  /** When time alone changes the plan of a zone, RFC 3339; undefined: never. */
  get planAgainAt(): string | undefined {
    const times = [...this.#zones.values()].flatMap(
      each => each.planAgainAt ?? [],
    );
    return times.sort()[0];
  }

  forget(key: string): void {
    this.#zones.delete(key);
  }
}

/** @internal */
export function namesOfChange(change: Change): string[] {
  const names = new Set<string>();
  if (change.action !== 'create') names.add(normaliseName(change.old.dnsName));
  if (change.action !== 'delete') names.add(normaliseName(change.new.dnsName));
  return [...names];
}

/** The normalised names that units touch, those of their TXT included. @internal */
export function namesOfUnits(units: Iterable<ChangeUnit>): Set<string> {
  const names = new Set<string>();
  for (const unit of units) {
    for (const change of unit.changes) {
      for (const name of namesOfChange(change)) names.add(name);
    }
  }
  return names;
}

function keyOf(
  record: Pick<RecordSet, 'dnsName' | 'recordType' | 'setIdentifier'>,
): string {
  return `${normaliseName(record.dnsName)} ${record.recordType} ${
    record.setIdentifier ?? ''
  }`;
}

function unitKey(unit: ChangeUnit): string {
  return `${normaliseName(unit.dnsName)} ${unit.setIdentifier ?? ''}`;
}

function unitDigest(unit: ChangeUnit): string {
  return digestOf(
    unit.changes.map(change => [
      change.role,
      change.action,
      change.action === 'create' ? undefined : withoutData(change.old),
      change.action === 'delete' ? undefined : change.new,
    ]),
  );
}

function withoutData({ data: _data, ...record }: RecordSet): unknown {
  return record;
}
