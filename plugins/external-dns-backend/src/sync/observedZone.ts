import {
  Change,
  ChangeUnit,
  Claim,
  DelegationState,
  KeptPlan,
  normaliseName,
  RecordSet,
} from '@openova/dns-engine';
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
  /** The last plan, to be brought up to date. */
  plan: KeptPlan | undefined;
  /** Normalised names at which other records may stand than that plan was made on. */
  readonly changedSincePlan = new Set<string>();
  #size = 0;
  /** By normalised name, then by type and set identifier. */
  #records = new Map<string, Map<string, RecordSet>>();
  readonly #refused = new Map<string, { digest: string; sentence: string }>();

  get size(): number {
    return this.#size;
  }

  get records(): RecordSet[] {
    return Array.from(this.#records.values(), each => [
      ...each.values(),
    ]).flat();
  }

  /** Record sets at these normalised names, in a fixed order. */
  at(names: ReadonlySet<string>): RecordSet[] {
    return [...names]
      .sort()
      .flatMap(name =>
        [...(this.#records.get(name) ?? [])]
          .sort(([left], [right]) => (left < right ? -1 : 1))
          .map(([, record]) => record),
      );
  }

  /** The whole zone was read. */
  replaceAll(records: Iterable<RecordSet>, at: Date): void {
    this.#records = new Map();
    this.#size = 0;
    for (const record of records) this.#put(record);
    this.plan = undefined;
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
    for (const name of names) {
      this.#size -= this.#records.get(name)?.size ?? 0;
      this.#records.delete(name);
      this.changedSincePlan.add(name);
      this.uncertain.delete(name);
    }
    for (const record of records) {
      if (names.has(normaliseName(record.dnsName))) this.#put(record);
    }
    this.readAt = at;
  }

  /** The service confirmed the change. */
  applied(change: Change): void {
    if (change.action !== 'create') this.#remove(change.old);
    if (change.action !== 'delete') {
      // Labels are the registry's; a record set holds what a provider would answer.
      const { labels: _labels, ...record } = change.new;
      this.#put(record);
    }
    for (const name of namesOfChange(change)) this.changedSincePlan.add(name);
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

  #put(record: RecordSet): void {
    const name = normaliseName(record.dnsName);
    let standing = this.#records.get(name);
    if (!standing) this.#records.set(name, (standing = new Map()));
    this.#size -= standing.size;
    standing.set(keyAtName(record), record);
    this.#size += standing.size;
  }

  #remove(record: RecordSet): void {
    const standing = this.#records.get(normaliseName(record.dnsName));
    if (standing?.delete(keyAtName(record))) this.#size -= 1;
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

function keyAtName({ recordType, setIdentifier = '' }: RecordSet): string {
  return `${recordType} ${setIdentifier}`;
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
