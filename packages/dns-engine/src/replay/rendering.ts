import { Endpoint } from '../endpoint';
import { Change } from '../plan/change';
import type { ZonePlan } from '../plan/planZone';
import { compareText } from '../plan/targets';
import { RecordSet } from '../recordSet';
import { sortByName } from './sortByName';

/** An endpoint as Go writes it: what is empty is left out, but for targets. @public */
export interface EndpointJson {
  dnsName?: string;
  targets: string[];
  recordType?: string;
  setIdentifier?: string;
  recordTTL?: number;
  labels?: Record<string, string>;
  providerSpecific?: { name: string; value?: string }[];
}

/** Changes as ExternalDNS hands them to a provider. @public */
export interface ChangeLists {
  create: EndpointJson[];
  updateOld: EndpointJson[];
  updateNew: EndpointJson[];
  delete: EndpointJson[];
}

/** @internal */
export function changeLists(plans: readonly ZonePlan[]): ChangeLists {
  const lists: Lists = {
    create: [],
    updateOld: [],
    updateNew: [],
    delete: [],
  };
  for (const plan of plans) {
    for (const unit of plan.units) {
      for (const change of unit.changes) add(change, lists);
    }
  }
  return {
    create: normaliseEndpoints(lists.create),
    updateOld: normaliseEndpoints(lists.updateOld),
    updateNew: normaliseEndpoints(lists.updateNew),
    delete: normaliseEndpoints(lists.delete),
  };
}

type Lists = Record<keyof ChangeLists, Endpoint[]>;

function add(change: Change, lists: Lists): void {
  const owned = change.owns && { ownedRecord: change.owns.dnsName };
  switch (change.action) {
    case 'create':
      lists.create.push({ ...change.new, labels: owned ?? change.new.labels });
      break;
    case 'update':
      lists.updateOld.push(endpointOf(change.old, change.oldLabels ?? owned));
      lists.updateNew.push({
        ...change.new,
        labels: owned ?? change.new.labels,
      });
      break;
    default:
      lists.delete.push(endpointOf(change.old, owned ?? change.oldLabels));
  }
}

function endpointOf(
  record: RecordSet,
  labels: Record<string, string> | undefined,
): Endpoint {
  return { ...record, labels };
}

/**
 * Endpoints as the contract writes them: lists sorted by name, type, set
 * identifier, targets and then their JSON; targets, labels and properties sorted;
 * nothing that is empty.
 *
 * @internal
 */
export function normaliseEndpoints(
  endpoints: readonly Endpoint[],
): EndpointJson[] {
  return sortEndpoints(endpoints).map(endpointJson);
}

/** As `normaliseEndpoints` orders them, but not yet as JSON. @internal */
export function sortEndpoints(endpoints: readonly Endpoint[]): Endpoint[] {
  return sortByName(endpoints, compareOfOneName);
}

/** One endpoint as the contract writes it. @internal */
export function endpointJson(endpoint: Endpoint): EndpointJson {
  const { dnsName, recordType } = endpoint;
  const targets =
    endpoint.targets.length > 1
      ? [...endpoint.targets].sort(compareText)
      : endpoint.targets;
  const result: EndpointJson = dnsName ? { dnsName, targets } : { targets };
  if (recordType) result.recordType = recordType;
  if (endpoint.setIdentifier) result.setIdentifier = endpoint.setIdentifier;
  if (endpoint.recordTTL) result.recordTTL = endpoint.recordTTL;
  if (endpoint.labels) {
    const names = Object.keys(endpoint.labels);
    if (names.length === 1) result.labels = endpoint.labels;
    else if (names.length > 1) {
      result.labels = sortedLabels(names, endpoint.labels);
    }
  }
  if (endpoint.providerSpecific && endpoint.providerSpecific.length > 0) {
    result.providerSpecific = endpoint.providerSpecific
      .map(({ name, value }) => (value ? { name, value } : { name }))
      .sort((a, b) => compareText(a.name, b.name));
  }
  return result;
}

function sortedLabels(
  names: string[],
  labels: Record<string, string>,
): Record<string, string> {
  return Object.fromEntries(
    names.sort(compareText).map(name => [name, labels[name]]),
  );
}

function compareOfOneName(left: Endpoint, right: Endpoint): number {
  return (
    compareText(left.recordType, right.recordType) ||
    compareText(left.setIdentifier ?? '', right.setIdentifier ?? '') ||
    compareJson(left, right)
  );
}

/** Rarely needed: few endpoints have the same name, type and set identifier. */
function compareJson(left: Endpoint, right: Endpoint): number {
  const a = endpointJson(left);
  const b = endpointJson(right);
  return (
    compareText(JSON.stringify(a.targets), JSON.stringify(b.targets)) ||
    compareText(JSON.stringify(a), JSON.stringify(b))
  );
}
