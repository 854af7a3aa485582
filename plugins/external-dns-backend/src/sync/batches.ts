import { ProviderCapabilities } from '@openova/backstage-plugin-external-dns-node';
import { Change } from '@openova/dns-engine';

/** How much fits into one call. @internal */
export type BatchLimits = Pick<
  ProviderCapabilities['batch'],
  'changes' | 'bytes'
>;

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
  let count = 0;
  let bytes = 0;
  for (const group of groups) {
    const changes = changesOf(group);
    const size = sizeOf(changes);
    const full =
      count + changes.length > limits.changes ||
      (limits.bytes !== undefined && bytes + size > limits.bytes);
    if (full && current.length > 0) {
      batches.push(current);
      current = [];
      count = 0;
      bytes = 0;
    }
    current.push(group);
    count += changes.length;
    bytes += size;
  }
  if (current.length > 0) batches.push(current);
  return batches;
}

/** Whether the changes fit into one batch. @internal */
export function fits(changes: readonly Change[], limits: BatchLimits): boolean {
  return (
    changes.length <= limits.changes &&
    (limits.bytes === undefined || sizeOf(changes) <= limits.bytes)
  );
}

/** Bytes of all values, names included: what services count, to be on the safe side. */
function sizeOf(changes: readonly Change[]): number {
  let bytes = 0;
  for (const change of changes) {
    const record = change.action === 'delete' ? change.old : change.new;
    bytes += Buffer.byteLength(record.dnsName);
    for (const target of record.targets) bytes += Buffer.byteLength(target);
  }
  return bytes;
}
