import { Endpoint } from '../endpoint';
import { isJsonObject, JsonObject } from '../options/configReader';
import { RecordSet } from '../recordSet';
import { WorldError } from './worldError';

/**
 * A record set of a zone that is not known yet. One that is broken says so, and has
 * no more than its name and type, as far as these can be read.
 *
 * @internal
 */
export function readRecord(value: unknown, index: number): RecordSet {
  if (isJsonObject(value)) {
    const { dnsName, recordType, targets } = value;
    // Nearly all records: no more than a name, a type and targets.
    const isSimple =
      typeof dnsName === 'string' &&
      typeof recordType === 'string' &&
      Array.isArray(targets) &&
      targets.length === 1 &&
      typeof targets[0] === 'string' &&
      Object.keys(value).length === 3;
    if (isSimple) return { zone: '', dnsName, recordType, targets };
  }
  try {
    return { zone: '', ...readEndpoint(value, `records[${index}]`) };
  } catch (error) {
    if (!(error instanceof WorldError)) throw error;
    const known: JsonObject = isJsonObject(value) ? value : {};
    const { dnsName, recordType } = known;
    return {
      zone: '',
      dnsName: typeof dnsName === 'string' ? dnsName : '',
      recordType: typeof recordType === 'string' ? recordType : '',
      targets: [],
      unreadable: error.message.replace(/[.]$/, ''),
    };
  }
}

/** An endpoint in ExternalDNS's JSON; missing lists are empty. @internal */
export function readEndpoint(value: unknown, path: string): Endpoint {
  if (!isJsonObject(value)) throw new WorldError(`${path} must be an object.`);
  const { dnsName, recordType, targets, setIdentifier, recordTTL } = value;
  if (typeof dnsName !== 'string') {
    throw new WorldError(`${path}.dnsName must be a text.`);
  }
  const endpoint: Endpoint = {
    dnsName,
    targets: texts(targets, `${path}.targets`),
    recordType: typeof recordType === 'string' ? recordType : '',
  };
  if (typeof setIdentifier === 'string' && setIdentifier !== '') {
    endpoint.setIdentifier = setIdentifier;
  }
  if (typeof recordTTL === 'number' && recordTTL !== 0) {
    endpoint.recordTTL = recordTTL;
  }
  if (isJsonObject(value.labels)) {
    const labels = Object.entries(value.labels).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    );
    if (labels.length > 0) endpoint.labels = Object.fromEntries(labels);
  }
  if (Array.isArray(value.providerSpecific)) {
    const properties = value.providerSpecific.flatMap((each: unknown) =>
      isJsonObject(each) && typeof each.name === 'string'
        ? [{ name: each.name, value: String(each.value ?? '') }]
        : [],
    );
    if (properties.length > 0) endpoint.providerSpecific = properties;
  }
  return endpoint;
}

function texts(value: unknown, path: string): string[] {
  if (value === undefined || value === null) return [];
  if (typeof value === 'string') return [value];
  if (Array.isArray(value) && value.every(each => typeof each === 'string')) {
    return value;
  }
  throw new WorldError(`${path} must be a list of texts.`);
}
