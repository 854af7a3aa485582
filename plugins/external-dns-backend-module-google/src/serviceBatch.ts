import { Change } from '@openova/dns-engine';
import { Complaint } from './errors';
import {
  standingSet,
  toServiceSet,
  UnusableRecord,
} from './mapping/recordSets';
import { ServiceChange, ServiceRecordSet } from './serviceTypes';

/**
 * A batch as one request: exactly what was read goes, what is wanted comes, and what is
 * at fault can be told.
 *
 * @internal
 */
export class ServiceBatch {
  readonly body: ServiceChange = { deletions: [], additions: [] };
  /** Changes that cannot be sent, by their index in the batch, and why. */
  readonly unusable = new Map<number, string>();
  /** The batch's index of each part of the body. */
  readonly #origins = {
    deletions: new Array<number>(),
    additions: new Array<number>(),
  };

  constructor(changes: readonly Change[]) {
    for (const [index, change] of changes.entries()) {
      try {
        if (change.action !== 'create') {
          this.#add('deletions', standingSet(change.old), index);
        }
        if (change.action !== 'delete') {
          this.#add('additions', toServiceSet(change.new), index);
        }
      } catch (error) {
        if (!(error instanceof UnusableRecord)) throw error;
        const { dnsName, recordType } =
          change.action === 'delete' ? change.old : change.new;
        this.unusable.set(index, `${recordType} ${dnsName}: ${error.message}`);
      }
    }
  }

  /** Of all values, as the quota counts them: those that go count too. */
  get bytes(): number {
    const { deletions, additions } = this.body;
    let bytes = 0;
    for (const { rrdatas = [] } of [...deletions, ...additions]) {
      for (const value of rrdatas) bytes += Buffer.byteLength(value);
    }
    return bytes;
  }

  /** The changes that Google complains about, by their index in the batch. */
  refused(complaints: readonly Complaint[]): Map<number, string> {
    const refused = new Map<number, string>();
    for (const { part, sentence } of complaints) {
      const index = part && this.#origins[part.list].at(part.index);
      if (index !== undefined && !refused.has(index)) {
        refused.set(index, sentence);
      }
    }
    return refused;
  }

  #add(
    list: 'deletions' | 'additions',
    set: ServiceRecordSet,
    index: number,
  ): void {
    this.body[list].push(set);
    this.#origins[list].push(index);
  }
}
