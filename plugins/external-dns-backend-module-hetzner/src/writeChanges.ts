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
 * together at the end. Only a name is never written to while something is running
 * there, as Hetzner may lock it: such a write waits first.
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
  const { client, context, pauses } = writing;
  const running = new RunningActions(client, context, pauses);
  const written: Written[] = [];
  for (const [index, change] of changes.entries()) {
    written.push(await writeOne(writing, change, index, running));
  }
  await running.settle();
  return written.map(({ steps, failure }, index) => {
    if (failure) return failure;
    const late = running.failures.get(index);
    return late ? failureResult(late, steps - 1) : { outcome: 'done' };
  });
}

/** How far a change came. */
interface Written {
  /** How many of its requests were taken. */
  steps: number;
  failure?: ChangeResult;
}

async function writeOne(
  writing: Writing,
  change: Change,
  index: number,
  running: RunningActions,
): Promise<Written> {
  let steps = 0;
  try {
    const key = keyOf(writing.zone, change);
    for (const step of stepsOf(writing, key, change)) {
      if (running.isRunningAt(key.name)) await running.settle();
      // The step before was taken, and not done.
      if (running.failures.has(index)) break;
      running.add(await step(), { name: key.name, change: index });
      steps += 1;
    }
    return { steps };
  } catch (error) {
    return { steps, failure: failureResult(error, steps) };
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
