import { readFile } from 'node:fs/promises';
import { InputError } from '@backstage/errors';
import { JsonValue } from '@backstage/types';
import { normaliseName } from '@openova/dns-engine';
import { canonicalName, DnsValueError, Name } from '@openova/dns-wire';
import { parse, YAMLParseError } from 'yaml';
import { RefusedChange } from '../write/refusals';
import { checkName, toStored } from '../write/storedRecordSet';
import { setsByName } from '../zone/setsByName';
import { StoredRecordSet } from '../zone/zoneContents';

/** What one zone gets when it is made. */
export interface ZoneSeed {
  zone: Name;
  recordSets: StoredRecordSet[];
}

/**
 * Reads `seed`: a list of `{ zone, records }`, or the path of a YAML file with one.
 * A relative path starts at the folder in which the backend was started, as it does
 * in other keys of app-config. Records are written as ExternalDNS writes endpoints.
 *
 * @throws InputError with the path of what is wrong.
 */
export async function readSeed(
  value: JsonValue | undefined,
  path: string,
): Promise<ZoneSeed[]> {
  if (value === undefined) return [];
  if (typeof value !== 'string') return readZones(value, path);
  let text: string;
  try {
    text = await readFile(value, 'utf8');
  } catch (error) {
    throw new InputError(`${path}: the file ${value} cannot be read`, error);
  }
  try {
    return readZones(parse(text), `${path} (${value})`);
  } catch (error) {
    if (!(error instanceof YAMLParseError)) throw error;
    throw new InputError(`${path}: ${value} is no YAML: ${error.message}`);
  }
}

function readZones(value: unknown, path: string): ZoneSeed[] {
  if (!Array.isArray(value)) {
    throw new InputError(
      `${path} must be a list of { zone, records }, or the path of a YAML file with one`,
    );
  }
  return value.map((each: unknown, index) => {
    const here = `${path}[${index}]`;
    if (!isObject(each) || typeof each.zone !== 'string') {
      throw new InputError(`${here}.zone must be the name of a zone`);
    }
    if (!Array.isArray(each.records)) {
      throw new InputError(`${here}.records must be a list of records`);
    }
    const zone = readZoneName(each.zone, `${here}.zone`);
    const recordSets = each.records.map((record: unknown, position) =>
      readRecord(zone, record, `${here}.records[${position}]`),
    );
    return { zone, recordSets: checked(zone, recordSets, `${here}.records`) };
  });
}

function readZoneName(value: string, path: string): Name {
  try {
    return canonicalName(normaliseName(value));
  } catch (error) {
    if (!(error instanceof DnsValueError)) throw error;
    throw new InputError(`${path}: ${error.message}`);
  }
}

function readRecord(zone: Name, value: unknown, path: string): StoredRecordSet {
  if (!isObject(value)) {
    throw new InputError(
      `${path} must be { dnsName, recordType, targets, recordTTL }`,
    );
  }
  const { dnsName, recordType, targets, recordTTL } = value;
  if (typeof dnsName !== 'string' || typeof recordType !== 'string') {
    throw new InputError(`${path} needs dnsName and recordType as texts`);
  }
  if (
    !Array.isArray(targets) ||
    !targets.every(target => typeof target === 'string')
  ) {
    throw new InputError(`${path}.targets must be a list of texts`);
  }
  if (recordTTL !== undefined && typeof recordTTL !== 'number') {
    throw new InputError(`${path}.recordTTL must be a number of seconds`);
  }
  return told(path, () =>
    toStored(zone, { dnsName, recordType, targets, recordTTL }),
  );
}

/** The record sets, if they may stand together. A zone's own NS may be left out. */
function checked(
  zone: Name,
  recordSets: StoredRecordSet[],
  path: string,
): StoredRecordSet[] {
  for (const [name, sets] of setsByName(recordSets)) {
    const types = sets.map(set => set.recordType);
    const twice = types.find((type, index) => types.indexOf(type) < index);
    if (twice) {
      throw new InputError(
        `${path} has ${twice} ${name} twice: put all targets into one`,
      );
    }
    const isOwnName = name === zone && !types.includes('NS');
    if (!isOwnName) told(path, () => checkName(zone, name, sets));
  }
  return recordSets;
}

function told<Result>(path: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof RefusedChange)) throw error;
    throw new InputError(`${path}: ${error.message}`);
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
