/*
 * Azure has two services with one shape: DNS for public zones and Private DNS. They
 * differ in the path, the version, the record types and the letter case of properties.
 */

/** Types of record sets in public zones, but for SOA (Azure's own). @public */
export const azurePublicRecordTypes = [
  'A',
  'AAAA',
  'CAA',
  'CNAME',
  'MX',
  'NS',
  'PTR',
  'SRV',
  'TXT',
] as const;

/** Types of record sets in private zones, but for SOA (Azure's own). @public */
export const azurePrivateRecordTypes = [
  'A',
  'AAAA',
  'CNAME',
  'MX',
  'PTR',
  'SRV',
  'TXT',
] as const;

/** A type whose values are known. @internal */
export type AzureRecordType = (typeof azurePublicRecordTypes)[number];

/** One of the two services, as it is spoken to. @internal */
export interface AzureService {
  visibility: 'public' | 'private';
  apiVersion: string;
  /** Below `providers/Microsoft.Network/` of a subscription or resource group. */
  zones: string;
  /** Below a zone: all of its record sets. */
  allRecordSets: string;
  recordTypes: readonly AzureRecordType[];
  /** Names of properties of a record set. */
  ttl: string;
  values: Readonly<Partial<Record<AzureRecordType, string>>>;
}

/** The type, where the service's values of it are known. @internal */
export function knownType(
  recordType: string,
  service: AzureService,
): AzureRecordType | undefined {
  return service.recordTypes.find(each => each === recordType);
}

/** @internal */
export const publicDns: AzureService = {
  visibility: 'public',
  apiVersion: '2018-05-01',
  zones: 'dnsZones',
  allRecordSets: 'recordsets',
  recordTypes: azurePublicRecordTypes,
  ttl: 'TTL',
  values: {
    A: 'ARecords',
    AAAA: 'AAAARecords',
    CAA: 'caaRecords',
    CNAME: 'CNAMERecord',
    MX: 'MXRecords',
    NS: 'NSRecords',
    PTR: 'PTRRecords',
    SRV: 'SRVRecords',
    TXT: 'TXTRecords',
  },
};

/** @internal */
export const privateDns: AzureService = {
  visibility: 'private',
  apiVersion: '2018-09-01',
  zones: 'privateDnsZones',
  allRecordSets: 'ALL',
  recordTypes: azurePrivateRecordTypes,
  ttl: 'ttl',
  values: {
    A: 'aRecords',
    AAAA: 'aaaaRecords',
    CNAME: 'cnameRecord',
    MX: 'mxRecords',
    PTR: 'ptrRecords',
    SRV: 'srvRecords',
    TXT: 'txtRecords',
  },
};
