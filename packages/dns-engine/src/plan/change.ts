import { Origin, ProviderSpecificProperty } from '../endpoint';
import { RecordSet } from '../recordSet';

/** The record set that a change wants; `data` of what was read stays with `old`. @public */
export interface DesiredRecordSet {
  zone: string;
  dnsName: string;
  recordType: string;
  targets: string[];
  setIdentifier?: string;
  recordTTL?: number;
  /** For records: what the registry writes into their TXT. Absent on TXT changes. */
  labels?: Record<string, string>;
  providerSpecific?: ProviderSpecificProperty[];
}

/**
 * One write. `ownership` marks the TXT of the registry, `record` what people ask
 * for. `old` is exactly what was read.
 *
 * @public
 */
export type Change = {
  role: 'record' | 'ownership';
  /** Of a TXT: the record that it owns, as that is spelled. */
  owns?: { dnsName: string; recordType: string };
  /** The labels that `old` was read with. */
  oldLabels?: Record<string, string>;
} & (
  | { action: 'create'; new: DesiredRecordSet }
  | { action: 'update'; old: RecordSet; new: DesiredRecordSet }
  | { action: 'delete'; old: RecordSet }
);

/**
 * The changes of one row (name, set identifier), which are applied together or
 * not at all: records and their TXT, and both halves of a change of type.
 *
 * @public
 */
export interface ChangeUnit {
  dnsName: string;
  setIdentifier?: string;
  changes: Change[];
  /** The objects that caused it; empty where the object is gone. */
  origins: Origin[];
  /** The instances on whose behalf it is done. */
  instances: string[];
  /** `observe`: an instance that only looks is among them; never apply it. */
  mode: 'observe' | 'sync';
  /**
   * Names of units of the same plan that have to be applied first; where one of them
   * is refused, this one must not be applied. Such units stand behind the others.
   */
  after?: string[];
}
