import { Change, ChangeUnit } from '@openova/dns-engine';
import { yieldToEventLoop } from '../clock/clock';
import { SyncContext, ZoneWork } from './context';
import { BatchLimits, cutBatches, fits } from './batches';
import { ObservedZone } from './observedZone';
import { sealChanges } from './sealOwnership';
import { undo } from './undo';
import { ChangeFate, ZoneWriter } from './zoneWriter';

/*
 * How a plan is written.
 *
 * Terms: a unit is what belongs to one row (name, set identifier): its records and
 * their ownership TXT, both halves of a change of type. A unit takes effect as a
 * whole or not at all.
 *
 * Where the service has atomic batches, whole units go into one batch. Of a batch that
 * is refused, the units that the service names are set aside and the others are sent
 * again; where it names none, the batch is halved until the refused unit stands alone.
 *
 * Where it has none (or where one unit is larger than a batch), each batch of units
 * goes in three steps: ownership TXT that come or change, then the records, then
 * ownership TXT that go. So whenever it stops, each record that stands has an owner;
 * at worst a TXT stands alone, which the next sync sees and mends. A unit whose TXT
 * did not come gets no record. Where a unit's record is refused, everything of the
 * unit that was done is undone, the reverse way: a record that made room for another
 * type is put back, and the TXT of what was refused is withdrawn. Before that its
 * names are read, because ids and etags of what was just written are not known.
 *
 * A unit may have to wait for others (a delegation for its glue): it is sent after all
 * of these, and only if they were written.
 *
 * Nothing is retried here. When the service is throttled or gone, or the lease is
 * lost, the rest is not sent; names with an unknown outcome are read again before the
 * next plan.
 */

/** What became of a unit; `fates` at the indexes of its changes. @internal */
export interface UnitResult {
  unit: ChangeUnit;
  fates: ChangeFate[];
  /** Why the service refused the unit; nothing of it stands then. */
  refusal?: string;
}

/** What a whole zone came to. @internal */
export interface Applied {
  results: UnitResult[];
  /** Why the rest was not sent, if so. */
  stopped?: Error;
}

/** Writes units to one zone. @internal */
export async function applyUnits(
  units: readonly ChangeUnit[],
  work: ZoneWork,
  zone: ObservedZone,
  context: SyncContext,
): Promise<Applied> {
  const writer = new ZoneWriter(work, zone, context);
  const running = units.map(unit => new RunningUnit(unit, context));
  const first = running.filter(({ unit }) => !unit.after?.length);
  await applyTogether(first, work, writer);
  const later = running.filter(each => mayFollow(each, running));
  await applyTogether(later, work, writer);

  const results: UnitResult[] = [];
  for (const { unit, fates, refusal } of running) {
    if (refusal !== undefined) {
      await undo(unit, fates, writer, { work, zone, context });
      if (!writer.stopped) zone.setAside(unit, refusal);
    }
    results.push({ unit, fates, ...(refusal !== undefined && { refusal }) });
  }
  return { results, ...(writer.stopped && { stopped: writer.stopped }) };
}

/** Whether a unit that waits for others may be sent: all of them were written. */
function mayFollow(
  { unit: { after } }: RunningUnit,
  running: readonly RunningUnit[],
): boolean {
  if (!after?.length) return false;
  return running.every(
    ({ unit, fates }) =>
      !after.includes(unit.dnsName) ||
      fates.every(fate => fate.outcome === 'done'),
  );
}

/** Units that do not wait for each other. */
async function applyTogether(
  running: readonly RunningUnit[],
  work: ZoneWork,
  writer: ZoneWriter,
): Promise<void> {
  const { batch } = work.zone.account.provider.capabilities;
  const whole = batch.atomic
    ? running.filter(each => fits(each.changes, batch))
    : [];
  const stepwise = running.filter(each => !whole.includes(each));

  for (const group of cutBatches(whole, each => each.changes, batch)) {
    await applyAtomically(group, writer);
    await yieldToEventLoop();
  }
  for (const group of cutBatches(stepwise, each => each.changes, batch)) {
    await applyInSteps(group, batch, writer);
    await yieldToEventLoop();
  }
}

/** A unit on its way. */
class RunningUnit {
  /** As they are sent: ownership texts sealed where the registry wants it. */
  readonly changes: readonly Change[];
  readonly fates: ChangeFate[];

  constructor(readonly unit: ChangeUnit, context: SyncContext) {
    this.changes = sealChanges(unit, context);
    this.fates = unit.changes.map(() => ({ outcome: 'not-sent' }));
  }

  /** The first sentence of the service that refused a part of it. */
  get refusal(): string | undefined {
    for (const fate of this.fates) {
      if (fate.outcome === 'rejected') return fate.message;
    }
    return undefined;
  }

  /** Indexes of the changes of a step. */
  indexes(step: Step): number[] {
    return this.changes.flatMap((change, index) =>
      stepOf(change) === step ? [index] : [],
    );
  }

  /** Whether all changes of the steps before this one are done. */
  mayTake(step: Step): boolean {
    return this.changes.every(
      (change, index) =>
        stepOf(change) >= step || this.fates[index].outcome === 'done',
    );
  }
}

/** 0: ownership that comes or changes; 1: records; 2: ownership that goes. */
type Step = 0 | 1 | 2;

function stepOf(change: Change): Step {
  if (change.role === 'record') return 1;
  return change.action === 'delete' ? 2 : 0;
}

/** One atomic batch; if it is refused, its halves. */
async function applyAtomically(
  group: readonly RunningUnit[],
  writer: ZoneWriter,
): Promise<void> {
  const changes = group.flatMap(each =>
    inOrder(each).map(index => each.changes[index]),
  );
  const fates = await writer.send(changes);
  const isRefused = fates.every(fate => fate.outcome === 'rejected');
  if (isRefused && group.length > 1) {
    const middle = Math.ceil(group.length / 2);
    await applyAtomically(group.slice(0, middle), writer);
    await applyAtomically(group.slice(middle), writer);
    return;
  }
  const others: RunningUnit[] = [];
  let next = 0;
  for (const each of group) {
    const indexes = inOrder(each);
    const own = fates.slice(next, next + indexes.length);
    next += indexes.length;
    const refused = own.find(fate => fate.outcome === 'rejected');
    // The service named what it refuses, and has done none of the rest either.
    if (!refused && own.some(fate => fate.outcome === 'not-sent')) {
      others.push(each);
    }
    indexes.forEach((index, position) => {
      each.fates[index] = refused ?? own[position];
    });
  }
  if (others.length < group.length && others.length > 0) {
    await applyAtomically(others, writer);
  }
}

/** A unit's changes in the order of the steps. */
function inOrder(unit: RunningUnit): number[] {
  return [
    ...unit.indexes(0),
    ...recordsInOrder(unit, unit.indexes(1)),
    ...unit.indexes(2),
  ];
}

/** What goes makes room for what comes: a CNAME stands alone at its name. */
function recordsInOrder(unit: RunningUnit, indexes: number[]): number[] {
  const order = { delete: 0, update: 1, create: 2 };
  return [...indexes].sort(
    (left, right) =>
      order[unit.changes[left].action] - order[unit.changes[right].action],
  );
}

async function applyInSteps(
  group: readonly RunningUnit[],
  limits: BatchLimits,
  writer: ZoneWriter,
): Promise<void> {
  for (const step of [0, 1, 2] as const) {
    const parts = group
      .filter(each => each.mayTake(step))
      .map(unit => ({
        unit,
        indexes: recordsInOrder(unit, unit.indexes(step)),
      }))
      .filter(part => part.indexes.length > 0);
    for (const batch of cutBatches(
      parts.flatMap(part => piecesWithin(part, limits)),
      changesOf,
      limits,
    )) {
      await sendParts(batch, writer);
    }
  }
}

/** Changes of one unit that are sent next to each other. */
interface Part {
  unit: RunningUnit;
  indexes: number[];
}

function changesOf({ unit, indexes }: Part): Change[] {
  return indexes.map(index => unit.changes[index]);
}

/** The part itself where it fits into one batch, else its changes one by one. */
function piecesWithin(part: Part, limits: BatchLimits): Part[] {
  if (fits(changesOf(part), limits)) return [part];
  return part.indexes.map(index => ({ unit: part.unit, indexes: [index] }));
}

/** A batch; if the service refuses it as a whole, its halves. */
async function sendParts(
  parts: readonly Part[],
  writer: ZoneWriter,
): Promise<void> {
  // A unit that was cut may have failed in the batch before.
  const open = parts.filter(
    part => part.unit.refusal === undefined && !hasUnknown(part.unit),
  );
  if (open.length === 0) return;
  const fates = await writer.send(open.flatMap(changesOf));
  const refused = fates.every(fate => fate.outcome === 'rejected');
  if (refused && open.length > 1) {
    const middle = Math.ceil(open.length / 2);
    await sendParts(open.slice(0, middle), writer);
    await sendParts(open.slice(middle), writer);
    return;
  }
  let next = 0;
  for (const { unit, indexes } of open) {
    for (const index of indexes) {
      unit.fates[index] = fates[next];
      next += 1;
    }
  }
}

function hasUnknown(unit: RunningUnit): boolean {
  return unit.fates.some(fate => fate.outcome === 'unknown');
}
