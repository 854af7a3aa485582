import { Options } from '../options/types';
import { OwnedRecordSet, RecordSet } from '../recordSet';
import { Finding } from '../verdict';
import { TxtCipherFactory } from './cipher';
import { ownerLabel } from './txtValue';
import { zoneRegistry } from './zoneRegistry';

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
  const registry = zoneRegistry(
    zone,
    records,
    options.instances,
    options.cipher,
  );
  return {
    zone,
    recordSets: registry.recordSets,
    leftovers: registry.leftovers.map(({ txt, labels }) => ({ txt, labels })),
    findings: registryFindings(registry.recordSets),
  };
}

/** What is doubtful about the ownership in a zone. @internal */
export function registryFindings(
  recordSets: readonly OwnedRecordSet[],
): Finding[] {
  return recordSets.flatMap(({ record, ownership, doubt, labels }) => {
    if (!doubt) return [];
    const isOurs = ownership === 'ours-unsure';
    const finding: Finding = {
      id: isOurs ? 'ownership-unsure' : 'ownership-unclear',
      subject: record.dnsName,
      severity: isOurs ? 'info' : 'warning',
      sentence: isOurs
        ? `The ${record.recordType} record ${record.dnsName} belongs to ${labels[ownerLabel]}, but ${doubt}; it is never deleted on that ground.`
        : `Who owns the ${record.recordType} record ${record.dnsName} is unclear: ${doubt}.`,
      fix: 'Delete or adopt the record by hand, or correct its ownership TXT.',
    };
    return [finding];
  });
}
