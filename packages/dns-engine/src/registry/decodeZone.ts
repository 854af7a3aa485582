import { Options } from '../options/types';
import { OwnedRecordSet, RecordSet } from '../recordSet';
import { Finding } from '../verdict';
import { TxtCipherFactory } from './cipher';

/** What decoding and planning need to know besides the records. @public */
export interface PlanOptions {
  /** Every configured instance: all their owner ids are ours, all their prefixes are read. */
  instances: readonly Options[];
  /** Needed only where an instance has a `txtEncryptAesKey`. */
  cipher?: TxtCipherFactory;
}

/** An ownership TXT whose record does not stand in the zone. @public */
export interface LeftoverTxt {
  txt: RecordSet;
  labels: Record<string, string>;
}

/**
 * A zone's record sets with their ownership. `recordSets` holds everything but
 * ownership TXT; where nobody or somebody else owns a record set, its labels say so.
 *
 * @public
 */
export interface DecodedZone {
  zone: string;
  recordSets: OwnedRecordSet[];
  leftovers: LeftoverTxt[];
  findings: Finding[];
}

/**
 * Reads the registry of one zone: pairs each record set with the ownership TXT
 * records that stand for it.
 *
 * @public
 */
export function decodeZone(
  zone: string,
  records: readonly RecordSet[],
  options: PlanOptions,
): DecodedZone {
  throw new Error(
    `not yet: ${zone} ${records.length} ${options.instances.length}`,
  );
}
