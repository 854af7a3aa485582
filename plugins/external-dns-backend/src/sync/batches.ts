import { ProviderCapabilities } from '@openova/backstage-plugin-external-dns-node';
import { Change, DesiredRecordSet, RecordSet } from '@openova/dns-engine';

/** How much fits into one call. @internal */
export type BatchLimits = Omit<ProviderCapabilities['batch'], 'atomic'>;

/** What changes take of each limit. */
interface Weight {
  changes: number;
  bytes: number;
  values: number;
}

/**
 * Cuts groups of changes into batches within the limits. A group stays in one batch
 * wherever it fits into one; only a group that is larger than a batch is cut.
 *
 * @internal
 */
export function cutBatches<T>(
  groups: readonly T[],
  changesOf: (group: T) => readonly Change[],
  limits: BatchLimits,
): T[][] {
  const batches: T[][] = [];
  let current: T[] = [];
  let sum = nothing;
  for (const group of groups) {
    const weight = weightOf(changesOf(group), limits);
    const together = plus(sum, weight);
    if (current.length > 0 && !isWithin(together, limits)) {
      batches.push(current);
      current = [];
      sum = weight;
    } else {
      sum = together;
    }
    current.push(group);
  }
  if (current.length > 0) batches.push(current);
  return batches;
}

/** Whether the changes fit into one batch. @internal */
export function fits(changes: readonly Change[], limits: BatchLimits): boolean {
  return isWithin(weightOf(changes, limits), limits);
}

const nothing: Weight = { changes: 0, bytes: 0, values: 0 };

function isWithin(weight: Weight, limits: BatchLimits): boolean {
  return (
    weight.changes <= limits.changes &&
    weight.bytes <= (limits.bytes ?? Infinity) &&
    weight.values <= (limits.values ?? Infinity)
  );
}

function weightOf(changes: readonly Change[], limits: BatchLimits): Weight {
  let sum = nothing;
  for (const change of changes) {
    sum = plus(
      sum,
      sizeOf(change.action === 'delete' ? change.old : change.new, limits),
    );
    if (change.action === 'update' && limits.updatesWeighTwice) {
      sum = plus(sum, sizeOf(change.old, limits));
    }
  }
  return sum;
}

function sizeOf(
  { dnsName, targets }: RecordSet | DesiredRecordSet,
  { namesWeighNothing }: BatchLimits,
): Weight {
  let bytes = namesWeighNothing ? 0 : Buffer.byteLength(dnsName);
  for (const target of targets) bytes += Buffer.byteLength(target);
  return { changes: 1, bytes, values: targets.length };
}

function plus(left: Weight, right: Weight): Weight {
  return {
    changes: left.changes + right.changes,
    bytes: left.bytes + right.bytes,
    values: left.values + right.values,
  };
}
