import { Wish } from '../endpoint';
import { normaliseName } from '../name';
import { Options } from '../options/types';
import { RecordSet } from '../recordSet';
import { namesOwnedBy } from '../registry/leftoverNames';
import { NameMapper, nameMapper } from '../registry/nameMapper';
import { lowerName, standingName } from '../registry/ownershipTxt';
import { Verdict } from '../verdict';
import { planZone, PlanZoneInput, ZonePlan } from './planZone';
import { resourceOf } from './rows';
import { isPause, Steps } from './steps';

/*
 * A zone's records and wishes by name, so that after a change of a few names only
 * these are planned again: the cost follows the names, not the zone.
 *
 * Names lean on each other through their ownership TXT (`a-foo` may be the TXT of
 * `foo`, or a name of its own), through wildcards that share a TXT with a host, and
 * through delegations above them. What two such steps lead to from a changed name (to
 * its TXT, and on to what else that may speak for) is planned again, on everything
 * that three steps more lead to, which is as far as any rule of the plan looks.
 *
 * Where that is not enough (a delegation changes, a type whose TXT names we cannot
 * read back) `replan` says so, and the caller plans the zone in full.
 */

/** The rows of some names, planned again. @internal */
export interface NamesPlan {
  /** The names that were planned: the changed ones and those that lean on them. */
  names: ReadonlySet<string>;
  /** The zone's plan, but with these names only; findings are of the whole zone. */
  plan: Omit<ZonePlan, 'findings' | 'digest'>;
}

interface Wanted {
  from: number;
  wishes: Wish[];
  verdicts: Verdict[];
}

/** Wishes and verdicts of one entry of `desired`. @internal */
export interface WantedThings {
  wishes: readonly Wish[];
  verdicts: readonly Verdict[];
}

/** What a plan knows besides records and wishes, and what may be new with each. @internal */
export type PlanMemory = Pick<PlanZoneInput, 'claims' | 'now' | 'gslb'>;

/** @internal */
export class ZoneIndex {
  private readonly recordsAt = new Map<string, RecordSet[]>();
  /** The names that a TXT may speak for, and back. */
  private readonly txtOf = new Map<string, Set<string>>();
  private readonly wantedAt = new Map<string, Wanted[]>();
  private readonly namelessOf = new Map<string, Wanted[]>();
  private readonly delegated = new Set<string>();
  private readonly mappers: readonly NameMapper[];
  private readonly instances: readonly Options[];
  /** The input without what is kept by name here. */
  private readonly frame: PlanZoneInput;
  private isReadable = true;

  private constructor(input: PlanZoneInput) {
    this.instances = input.instances ?? input.desired.map(each => each.options);
    this.mappers = distinct(this.instances);
    this.frame = {
      ...input,
      records: [],
      desired: input.desired.map(each => ({
        ...each,
        wishes: [],
        verdicts: [],
      })),
    };
  }

  /** The index of everything that is planned on, made with pauses. */
  static *inSteps(input: PlanZoneInput): Steps<ZoneIndex> {
    const index = new ZoneIndex(input);
    let round = 0;
    for (const record of input.records) {
      round += 1;
      if (isPause(round)) yield;
      index.addRecord(record);
    }
    for (const [from, { wishes, verdicts }] of input.desired.entries()) {
      for (const wish of wishes) {
        round += 1;
        if (isPause(round)) yield;
        index.addWish(from, wish);
      }
      for (const verdict of verdicts) {
        round += 1;
        if (isPause(round)) yield;
        index.addVerdict(from, verdict);
      }
    }
    return index;
  }

  /** What stands at these normalised names from now on. */
  stands(names: Iterable<string>, records: Iterable<RecordSet>): void {
    for (const name of names) {
      for (const record of this.recordsAt.get(name) ?? []) {
        if (record.recordType === 'NS') this.isReadable = false;
      }
      this.recordsAt.delete(name);
    }
    for (const record of records) {
      if (record.recordType === 'NS') this.isReadable = false;
      this.addRecord(record);
    }
  }

  /**
   * What one entry of `desired` does not want any more, and what it wants now. Things
   * that go are the very objects that came.
   */
  wants(from: number, gone: WantedThings, come: WantedThings): void {
    for (const wish of gone.wishes) {
      const wanted = this.wantedByWish(from, wish);
      wanted.wishes = wanted.wishes.filter(each => each !== wish);
    }
    for (const verdict of gone.verdicts) {
      const wanted = this.wantedByVerdict(from, verdict);
      wanted.verdicts = wanted.verdicts.filter(each => each !== verdict);
    }
    for (const wish of come.wishes) this.addWish(from, wish);
    for (const verdict of come.verdicts) this.addVerdict(from, verdict);
  }

  /**
   * Plans the rows of these names, and of those that lean on them, as a full plan
   * would; undefined where only a full plan can tell.
   */
  replan(
    names: ReadonlySet<string>,
    memory: PlanMemory,
  ): NamesPlan | undefined {
    const isSealed = this.instances.some(
      each => each.registry.txtEncryptAesKey,
    );
    if (!this.isReadable || (isSealed && this.namelessOf.size > 0)) {
      return undefined;
    }
    const touched = this.withRelated(names, 2);
    const included = this.withRelated(touched, 3);
    const records = [...included].flatMap(
      name => this.recordsAt.get(name) ?? [],
    );
    const desired = this.frame.desired.map(each => ({
      ...each,
      wishes: [] as Wish[],
      verdicts: [] as Verdict[],
    }));
    const take = (wanted: readonly Wanted[] | undefined) => {
      for (const { from, wishes, verdicts } of wanted ?? []) {
        for (const wish of wishes) desired[from].wishes.push(wish);
        for (const verdict of verdicts) desired[from].verdicts.push(verdict);
      }
    };
    for (const name of included) take(this.wantedAt.get(name));
    // Broken wishes without a name hold the rows whose TXT names their object.
    if (this.namelessOf.size > 0) {
      for (const resource of resourcesIn(records)) {
        take(this.namelessOf.get(resource));
      }
    }
    const plan = planZone({ ...this.frame, ...memory, records, desired });
    const isTouched = (name: string) => touched.has(normaliseName(name));
    return {
      names: touched,
      plan: {
        zone: plan.zone,
        units: plan.units.filter(each => isTouched(each.dnsName)),
        desired: plan.desired.filter(each => isTouched(each.dnsName)),
        verdicts: plan.verdicts.filter(each => isTouched(each.dnsName)),
        claims: plan.claims.filter(each => isTouched(each.dnsName)),
        recordSets: plan.recordSets.filter(each =>
          touched.has(standingName(each.record)),
        ),
      },
    };
  }

  private addRecord(record: RecordSet): void {
    const name = standingName(record);
    append(this.recordsAt, name, record);
    const { recordType } = record;
    if (recordType === 'NS') this.delegated.add(name);
    if (!readableTypes.has(recordType)) this.isReadable = false;
    if (recordType !== 'TXT') return;
    for (const owned of this.ownedBy(record.dnsName)) {
      let txt = this.txtOf.get(owned);
      if (!txt) this.txtOf.set(owned, (txt = new Set()));
      txt.add(name);
    }
  }

  /** Every name that a TXT may speak for or be taken as a hint for. */
  ownedBy(dnsName: string): Set<string> {
    const txtName = lowerName(dnsName);
    const names = namesOwnedBy(txtName, this.frame.zone, this.mappers);
    const dot = txtName.indexOf('.');
    if (dot > 0 && txtName.slice(dot + 1) !== this.frame.zone) {
      names.add(txtName.slice(dot + 1));
    }
    return names;
  }

  private addWish(from: number, wish: Wish): void {
    if (!readableTypes.has(wish.endpoint.recordType)) this.isReadable = false;
    this.wantedByWish(from, wish).wishes.push(wish);
  }

  private addVerdict(from: number, verdict: Verdict): void {
    this.wantedByVerdict(from, verdict).verdicts.push(verdict);
  }

  private wantedByWish(from: number, { endpoint }: Wish): Wanted {
    return this.wantedOf(this.wantedAt, normaliseName(endpoint.dnsName), from);
  }

  private wantedByVerdict(from: number, { dnsName, origin }: Verdict): Wanted {
    return dnsName === ''
      ? this.wantedOf(this.namelessOf, resourceOf(origin), from)
      : this.wantedOf(this.wantedAt, normaliseName(dnsName), from);
  }

  private wantedOf(
    map: Map<string, Wanted[]>,
    key: string,
    from: number,
  ): Wanted {
    const known = map.get(key)?.find(each => each.from === from);
    if (known) return known;
    const wanted: Wanted = { from, wishes: [], verdicts: [] };
    append(map, key, wanted);
    return wanted;
  }

  /** The names and what some steps lead to from them. */
  private withRelated(names: ReadonlySet<string>, steps: number): Set<string> {
    const related = new Set(names);
    let last: Iterable<string> = names;
    for (let step = 0; step < steps; step += 1) {
      const found = new Set<string>();
      this.relate(last, name => {
        if (!related.has(name)) found.add(name);
      });
      for (const name of found) related.add(name);
      last = found;
    }
    return related;
  }

  private relate(names: Iterable<string>, found: (name: string) => void): void {
    const add = (name: string) => {
      if (this.recordsAt.has(name) || this.wantedAt.has(name)) found(name);
    };
    for (const name of names) {
      this.txtOf.get(name)?.forEach(add);
      for (const mapper of this.mappers) {
        found(mapper.lookupName(name));
        const wildcard = mapper.wildcardOf(name);
        if (wildcard !== undefined) found(wildcard);
        add(normaliseName(mapper.oldName(name)));
      }
      // A TXT that is gone spoke for names that may have nothing left but it.
      this.ownedBy(name).forEach(found);
      if (this.delegated.size > 0) this.ancestors(name).forEach(add);
    }
  }

  private ancestors(name: string): string[] {
    const found: string[] = [];
    for (
      let dot = name.indexOf('.');
      dot >= 0;
      dot = name.indexOf('.', dot + 1)
    ) {
      const parent = name.slice(dot + 1);
      if (this.delegated.has(parent)) found.push(parent);
    }
    return found;
  }
}

/** Types that are recognised in the name of a TXT under any prefix. */
const readableTypes: ReadonlySet<string> = new Set([
  'A',
  'AAAA',
  'CNAME',
  'NS',
  'MX',
  'SRV',
  'TXT',
  'PTR',
  'CAA',
  'SOA',
]);

/** What stands in `external-dns/resource=` of TXT values, without deciding whose it is. */
function* resourcesIn(records: readonly RecordSet[]): Generator<string> {
  for (const { recordType, targets } of records) {
    if (recordType !== 'TXT') continue;
    for (const target of targets) {
      const found = /external-dns\/resource=([^,"]*)/.exec(target);
      if (found) yield found[1];
    }
  }
}

function distinct(instances: readonly Options[]): NameMapper[] {
  const mappers = new Map<string, NameMapper>();
  for (const { registry } of instances) {
    if (registry.type !== 'txt') continue;
    const mapper = nameMapper(registry);
    mappers.set(mapper.key, mapper);
  }
  return [...mappers.values()];
}

function append<V>(map: Map<string, V[]>, key: string, value: V): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}
