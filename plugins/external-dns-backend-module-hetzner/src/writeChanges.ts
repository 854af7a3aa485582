import {
  ChangeResult,
  ProviderContext,
  Zone,
} from '@openova/backstage-plugin-external-dns-node';
import { Change } from '@openova/dns-engine';
import { RunningActions } from './actions';
import { Action } from './api';
import { HetznerClient, RecordSetKey } from './client';
import { ChangedMeanwhile, RefusedWrite } from './errors';
import {
  hasSameValues,
  recordsOf,
  relativeName,
  ttlOf,
  UnwritableRecordSet,
} from './mapping/recordSets';

/*
 * How changes are written.
 *
 * A write is taken at once and becomes an action, which is done a little later. The
 * writes of a batch go out one after the other, and what is still running is waited for
 * together at the end. Two things wait before that: a record set is not written to
 * while something is running there, as Hetzner may lock it, and what takes the place of
 * a record set comes when that one is gone. Where it did not go, nothing takes its place.
 *
 * Values and TTL are two actions. The values go first: so what is outdated is never
 * given a longer life, and values that are refused leave the record set as it was.
 * Neither of the two takes the record set away.
 *
 * A change comes to `unknown` where something else stands than was read (a record set
 * that is new or gone, a conflict, a lock), where it was done by half, or where its
 * action did not end in time. Then nobody guesses: its names are read again.
 */

/** What the changes are written with. @internal */
export interface Writing {
  client: HetznerClient;
  zone: Zone;
  context: ProviderContext;
  /** Milliseconds before each look at what is under way. */
  pauses: readonly number[];
}

/** One request. */
type Step = () => Promise<Action>;

/** Writes one change after the other; each has a result of its own. @internal */
export async function writeChanges(
  writing: Writing,
  changes: readonly Change[],
): Promise<ChangeResult[]> {
  const batch = new Batch(writing);
  for (const change of changes) await batch.write(change);
  return batch.settle();
}

/** A change, and how far it came. */
interface Written {
  key?: RecordSetKey;
  isDelete: boolean;
  /** How many of its requests were taken. */
  steps: number;
  failure?: ChangeResult;
}

/** The changes of a batch that were begun. */
class Batch {
  readonly #running: RunningActions;
  readonly #written: Written[] = [];

  constructor(private readonly writing: Writing) {
    const { client, context, pauses } = writing;
    this.#running = new RunningActions(client, context, pauses);
  }

  async write(change: Change): Promise<void> {
    const index = this.#written.length;
    const written: Written = { isDelete: change.action === 'delete', steps: 0 };
    this.#written.push(written);
    try {
      const key = keyOf(this.writing.zone, change);
      const before = this.#before(key);
      written.key = key;
      for (const step of stepsOf(this.writing, key, change)) {
        const isHeldUp = [...before, index].some(each =>
          this.#running.isRunning(each),
        );
        if (isHeldUp) await this.#running.settle();
        if (change.action === 'create') this.#checkRoom(before);
        // The step before was taken, and not done.
        if (this.#running.failures.has(index)) break;
        this.#running.add(await step(), index);
        written.steps += 1;
      }
    } catch (error) {
      written.failure = failureResult(error, written.steps);
    }
  }

  /** When all is done, or has failed. */
  async settle(): Promise<ChangeResult[]> {
    await this.#running.settle();
    return this.#written.map(({ steps, failure }, index) => {
      if (failure) return failure;
      const late = this.#running.failures.get(index);
      return late ? failureResult(late, steps - 1) : { outcome: 'done' };
    });
  }

  /** Earlier changes of the same record set, or that make room at its name. */
  #before({ name, type }: RecordSetKey): number[] {
    return this.#written.flatMap(({ key, isDelete }, index) =>
      key?.name === name && (key.type === type || isDelete) ? [index] : [],
    );
  }

  /** @throws where something stands still that had to go first. */
  #checkRoom(before: readonly number[]): void {
    for (const index of before) {
      const { failure, isDelete, key } = this.#written[index];
      if (isDelete && (failure || this.#running.failures.has(index))) {
        throw new ChangedMeanwhile(
          `It was not tried, because ${key?.type} had to go first and did not`,
        );
      }
    }
  }
}

function keyOf(zone: Zone, change: Change): RecordSetKey {
  const { dnsName, recordType } =
    change.action === 'delete' ? change.old : change.new;
  return { zone, name: relativeName(dnsName, zone.name), type: recordType };
}

/** What has to be sent, in this order. */
function stepsOf(
  { client, context }: Writing,
  key: RecordSetKey,
  change: Change,
): Step[] {
  switch (change.action) {
    case 'create': {
      const content = {
        ttl: ttlOf(change.new),
        records: recordsOf(change.new),
      };
      return [() => client.createRecordSet(key, content, context)];
    }
    case 'delete':
      return [() => client.deleteRecordSet(key, context)];
    default: {
      const { old, new: wanted } = change;
      const records = recordsOf(wanted, old);
      const ttl = ttlOf(wanted);
      const steps: Step[] = [];
      if (!hasSameValues(old, wanted)) {
        steps.push(() => client.setRecords(key, records, context));
      }
      if (ttl !== ttlOf(old)) {
        steps.push(() => client.changeTtl(key, ttl, context));
      }
      return steps;
    }
  }
}

/**
 * What became of a change that was not done, after so many of its steps were.
 *
 * @throws what concerns more than this change.
 */
function failureResult(error: unknown, stepsDone: number): ChangeResult {
  const isRefused =
    error instanceof RefusedWrite || error instanceof UnwritableRecordSet;
  if (!isRefused && !(error instanceof ChangedMeanwhile)) throw error;
  const { message } = error;
  if (stepsDone > 0) {
    return { outcome: 'unknown', message: `Half of it was done: ${message}` };
  }
  return { outcome: isRefused ? 'rejected' : 'unknown', message };
}
