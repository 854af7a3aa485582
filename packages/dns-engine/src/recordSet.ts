import { ProviderSpecificProperty } from './endpoint';

/**
 * What a zone holds under one (name, type, set identifier). Nothing in it is made
 * anew: targets are the provider's answer mapped to ExternalDNS's spelling, and
 * `data` is whatever the provider needs to find this very record again (ids,
 * etags, raw values). `data` is JSON and never looked into by the engine.
 *
 * @public
 */
export interface RecordSet {
  zone: string;
  dnsName: string;
  recordType: string;
  targets: string[];
  setIdentifier?: string;
  recordTTL?: number;
  providerSpecific?: ProviderSpecificProperty[];
  data?: unknown;
  /**
   * Why it cannot be told what stands here, as a clause without a full stop. Such a
   * record is nobody's to change, and its name is not free.
   */
  unreadable?: string;
}

/**
 * A record set with what the registry knows of it. `labels` come from its TXT
 * (`owner`, `resource`, and any other); `txt` are the ownership TXT record sets
 * that were read for it, current format first.
 *
 * @public
 */
export interface OwnedRecordSet {
  /**
   * - `ours`: its TXT names one of our owner ids, and no other reading is possible;
   * - `ours-unsure`: it does, but may be about something else (the old form alone,
   *   a name that two records share): never a reason to delete;
   * - `old-owner`: its TXT names the owner that we migrate from;
   * - `foreign`: its TXT names somebody else;
   * - `unclear`: its TXT cannot be read, or two of them contradict each other;
   * - `none`: there is no TXT for it.
   *
   * Absent in compat, where the label `owner` alone decides.
   */
  ownership?:
    | 'ours'
    | 'ours-unsure'
    | 'old-owner'
    | 'foreign'
    | 'unclear'
    | 'none';
  /** What makes its ownership unclear or unsure, as a clause without a full stop. */
  doubt?: string;
  record: RecordSet;
  labels: Record<string, string>;
  txt: RecordSet[];
}
