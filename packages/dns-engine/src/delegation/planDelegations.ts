import { isWithin, normaliseName } from '../name';
import { Options } from '../options/types';
import { ChangeUnit } from '../plan/change';
import type { RowPlan } from '../plan/planRow';
import type { InstanceWishes, PlanZoneInput } from '../plan/planZone';
import { Row, verdictsFor } from '../plan/rows';
import { nameMapper } from '../registry/nameMapper';
import { ZoneRegistry } from '../registry/zoneRegistry';
import { Verdict } from '../verdict';
import { adoptionUnits } from './adoption';
import { gatherFacts, GslbFacts } from './collectFacts';
import { findingsOf } from './findings';
import { mayGlueGo } from './members';
import {
  StandingRecords,
  standingDelegation,
  standingRecords,
} from './standing';
import { DelegationMemory, DelegationState } from './state';
import { suppression } from './suppression';
import { noMemory, ZoneDraft, zoneDrafts } from './zoneStates';
import { zoneWishes } from './zoneWishes';

/*
 * Delegations in the plan of the zone that holds them. They are rows like any other;
 * three things are added here. Glue is planned before the NS set, and a name server
 * is named only once its address stands or is written with the same plan. The units
 * say which has to be applied first. And each delegation gets its state and its
 * findings, of which the next plan remembers who has left and when.
 */

/** @internal */
export interface DelegationPlan {
  /** The wishes as they are to be planned. */
  desired: readonly InstanceWishes[];
  /** All rows, glue first. */
  inOrder(rows: ReadonlyMap<string, Row>): Iterable<Row>;
  /** Takes name servers without glue out of an NS row; answers their verdicts. */
  beforeRow(row: Row): Verdict[];
  afterRow(row: Row, plan: RowPlan): void;
  /** Says in the units what has to come first, and adds what takes ownership over. */
  finish(units: ChangeUnit[]): void;
  states(): DelegationState[];
  /** RFC 3339: when glue may go; undefined where none waits. */
  planAgainAt(): string | undefined;
}

/** Undefined where no instance reads k8gb. @internal */
export function planDelegations(
  input: PlanZoneInput,
  instances: readonly Options[],
  registry: ZoneRegistry,
): DelegationPlan | undefined {
  const facts = gatherFacts(input.desired);
  const reader = instances.find(
    each => !each.compat && each.sources.includes('k8gb'),
  );
  if (!facts || !reader) return undefined;
  return new Planning(input, reader, registry, facts);
}

const written: ReadonlySet<string> = new Set([
  'creating',
  'updating',
  'published',
]);

class Planning implements DelegationPlan {
  readonly desired: readonly InstanceWishes[];
  private readonly drafts: readonly ZoneDraft[];
  private readonly standing: StandingRecords;
  private readonly memory: DelegationMemory;
  /** Names of glue that stands as it is wanted, or is about to. */
  private readonly sureGlue = new Set<string>();
  /** Names of glue that this plan creates. */
  private readonly newGlue = new Set<string>();

  constructor(
    private readonly input: PlanZoneInput,
    private readonly reader: Options,
    private readonly registry: ZoneRegistry,
    private readonly facts: GslbFacts,
  ) {
    const { zone, semantics, now } = input;
    this.memory = input.gslb ?? noMemory;
    this.standing = standingRecords(registry);
    const here = new Set(
      input.desired.flatMap(each => each.delegatedHere ?? []),
    );
    this.drafts = zoneDrafts({
      facts,
      options: reader.gslb,
      memory: this.memory,
      heldIn: zone,
      isHere: (delegated, parent) =>
        here.has(delegated) || parent === zone || zone === '',
      standing: this.standing,
      minTtl: semantics.minTtl ?? 0,
      now,
    });
    for (const draft of this.drafts) this.keepOwnershipVisible(draft);
    this.desired = zoneWishes({
      desired: input.desired,
      drafts: this.drafts,
      suppression: suppression(
        facts,
        reader.gslb,
        this.memory,
        this.standing,
        of => standingDelegation(this.standing, of),
      ),
      standing: this.standing,
      heldIn: zone,
      semantics,
      now,
    });
  }

  *inOrder(rows: ReadonlyMap<string, Row>): Iterable<Row> {
    const first = new Set(
      this.drafts.flatMap(({ state }) =>
        state.nsNames.flatMap(name => rows.get(name) ?? []),
      ),
    );
    yield* first;
    for (const row of rows.values()) if (!first.has(row)) yield row;
  }

  beforeRow(row: Row): Verdict[] {
    const draft = this.draftAt(row.name);
    if (!draft || row.setIdentifier !== '') return [];
    const named = new Set(draft.state.standing?.nsNames ?? []);
    const verdicts: Verdict[] = [];
    row.candidates = row.candidates.filter(({ endpoint, wish }) => {
      if (endpoint.recordType !== 'NS' || !wish.gslb) return true;
      const missing = endpoint.targets
        .map(normaliseName)
        .filter(each => !named.has(each) && !this.sureGlue.has(each));
      for (const nsName of missing) {
        const params = { gslbZone: draft.state.zone, nsName };
        verdicts.push(...verdictsFor(wish, 'gslb-no-glue', params));
      }
      return missing.length === 0;
    });
    // What stands is not taken away because somebody cannot join.
    if (verdicts.length > 0) row.broken = [...row.broken, ...verdicts];
    return verdicts;
  }

  afterRow(row: Row, { verdicts, unit }: RowPlan): void {
    const isGlue = this.drafts.some(({ state }) =>
      state.nsNames.includes(row.name),
    );
    if (!isGlue) return;
    const isWritten = verdicts.some(
      ({ recordType, reason }) => recordType === 'A' && written.has(reason),
    );
    if (isWritten || this.standsAsWanted(row)) this.sureGlue.add(row.name);
    if (unit?.changes.some(({ action }) => action === 'create')) {
      this.newGlue.add(row.name);
    }
  }

  finish(units: ChangeUnit[]): void {
    for (const unit of units) {
      const draft = this.draftAt(unit.dnsName);
      if (!draft) continue;
      const after = draft.state.nsNames.filter(each => this.newGlue.has(each));
      if (after.length > 0) unit.after = after;
    }
    units.push(
      ...adoptionUnits(
        this.drafts,
        this.memory.decisions.adopt,
        this.reader,
        this.registry,
        this.standing,
      ),
    );
  }

  states(): DelegationState[] {
    const { input, standing, facts } = this;
    return this.drafts.map(draft => ({
      ...draft.state,
      findings: findingsOf(draft, {
        facts: facts.facts,
        drafts: this.drafts,
        standing,
        desired: input.desired,
        minTtl: input.semantics.minTtl ?? 0,
        now: input.now,
      }),
    }));
  }

  planAgainAt(): string | undefined {
    const { now } = this.input;
    return this.drafts
      .flatMap(({ state }) =>
        state.members.flatMap(member =>
          member.glueUntil && !mayGlueGo(member, state.standing, now)
            ? [member.glueUntil]
            : [],
        ),
      )
      .sort()[0];
  }

  private draftAt(name: string): ZoneDraft | undefined {
    return this.drafts.find(({ state }) => state.zone === name);
  }

  /** Somebody else's address record will do, if it says the right thing. */
  private standsAsWanted(row: Row): boolean {
    const stands = this.standing.addressesAt(row.name)?.record.targets;
    return row.candidates.some(
      ({ endpoint }) =>
        endpoint.recordType === 'A' &&
        endpoint.targets.every(each => stands?.includes(each)),
    );
  }

  /** An ownership TXT at a cut or below it could not be read back. */
  private keepOwnershipVisible(draft: ZoneDraft): void {
    const { registry } = this.reader;
    const { state } = draft;
    if (draft.block || registry.type === 'noop') return;
    const mapper = nameMapper(registry);
    const names = [
      mapper.typedName(state.zone, 'NS'),
      ...state.nsNames.map(each => mapper.typedName(each, 'A')),
    ].map(normaliseName);
    for (const other of this.drafts) {
      const cut = other.state.zone;
      const hidden = names.find(each => isWithin(each, cut));
      if (hidden === undefined) continue;
      draft.block = {
        finding: 'OWNERSHIP_BELOW_CUT',
        detail: `its ownership TXT ${hidden} would lie in ${cut}, where k8gb answers`,
      };
      state.blockedBy = draft.block.detail;
    }
  }
}
