import { Change, RecordSet } from '@openova/dns-engine';
import { Name } from '@openova/dns-wire';
import { isEmbeddedRecordType, storedTarget } from '../semantics';
import { NameContents } from '../store/zoneStore';
import { StoredRecordSet } from '../zone/zoneContents';
import { RefusedChange, StaleChange } from './refusals';
import { checkName, storedName, toStored } from './storedRecordSet';

/** A batch that was looked at without knowing what stands. */
export interface Batch {
  /** All names that it touches. */
  names: Name[];
  /**
   * What is to stand at those names.
   *
   * @throws StaleChange where something else stands than was read.
   * @throws RefusedChange where the outcome would be no lawful zone.
   */
  decide(standing: readonly StoredRecordSet[]): NameContents;
}

type Step =
  | { take: RecordSet; name: Name; put?: undefined }
  | { take?: undefined; put: StoredRecordSet };

/**
 * Reads a batch. Its changes are followed in their order, and what may stand
 * together is judged at the end only, so that A becomes CNAME in one batch
 * whichever half comes first.
 *
 * @throws RefusedChange where a change asks for what no zone may hold.
 */
export function readBatch(zone: Name, changes: readonly Change[]): Batch {
  const steps = changes.flatMap((change): Step[] => {
    const found: Step[] = [];
    if (change.action !== 'create') {
      found.push({ take: change.old, name: storedName(zone, change.old) });
    }
    if (change.action !== 'delete') {
      found.push({ put: toStored(zone, change.new) });
    }
    return found;
  });
  const names = new Set(
    steps.map(step => (step.take ? step.name : step.put.dnsName)),
  );
  return {
    names: [...names],
    decide(standing) {
      const contents = new Map<Name, Map<string, StoredRecordSet>>();
      for (const name of names) contents.set(name, new Map());
      for (const set of standing) {
        contents.get(set.dnsName)?.set(set.recordType, set);
      }
      for (const step of steps) follow(step, contents);
      const wanted = new Map<Name, StoredRecordSet[]>();
      for (const [name, sets] of contents) {
        const left = [...sets.values()];
        checkName(zone, name, left);
        wanted.set(name, left);
      }
      return wanted;
    },
  };
}

function follow(
  step: Step,
  contents: Map<Name, Map<string, StoredRecordSet>>,
): void {
  if (step.take) {
    const { recordType } = step.take;
    const sets = contents.get(step.name);
    const stands = sets?.get(recordType);
    if (!stands || !isSame(step.take, stands)) {
      throw new StaleChange(
        `${recordType} ${step.name} ${
          stands ? 'was changed' : 'is gone'
        } since it was read`,
      );
    }
    sets?.delete(recordType);
  } else {
    const { dnsName, recordType } = step.put;
    const sets = contents.get(dnsName);
    if (sets?.has(recordType)) {
      throw new StaleChange(
        `${recordType} ${dnsName} was made by somebody else since the zone was read`,
      );
    }
    sets?.set(recordType, step.put);
  }
}

/** Whether what was read is what stands; the order of targets means nothing. */
function isSame(read: RecordSet, stands: StoredRecordSet): boolean {
  if ((read.recordTTL || stands.ttl) !== stands.ttl) return false;
  const targets = read.targets.map(target =>
    storedForm(read.recordType, target),
  );
  return (
    targets.length === stands.targets.length &&
    targets.sort().join('\n') === [...stands.targets].sort().join('\n')
  );
}

function storedForm(type: string, target: string): string {
  if (!isEmbeddedRecordType(type)) {
    throw new RefusedChange(`The embedded server holds no ${type} records`);
  }
  try {
    return storedTarget(type, target);
  } catch {
    // No target that was read here; it differs from whatever stands.
    return target;
  }
}
