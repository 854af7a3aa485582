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
}

/**
 * A record set with what the registry knows of it. `labels` come from its TXT
 * (`owner`, `resource`, and any other); `txt` are the ownership TXT record sets
 * that were read for it, current format first.
 *
 * @public
 */
export interface OwnedRecordSet {
  record: RecordSet;
  labels: Record<string, string>;
  txt: RecordSet[];
}
