import {
  ProviderError,
  Zone,
} from '@openova/backstage-plugin-external-dns-node';
import {
  Change,
  DesiredRecordSet,
  Endpoint,
  normaliseName,
  RecordSet,
  withoutTrailingDot,
} from '@openova/dns-engine';
import { WebhookChanges } from './protocol';
import { WebhookZones } from './zones';

/** Types whose targets end in a name that ExternalDNS spells without the root's dot. */
const endsInName: ReadonlySet<string> = new Set([
  'CNAME',
  'DNAME',
  'MX',
  'NS',
  'PTR',
]);

/** Of a TXT, the record that it owns, as ExternalDNS tells webhooks. */
const ownedRecordLabel = 'ownedRecord';

/**
 * Gathers what a webhook lists into record sets, by zone. A service may give each value
 * of a set as an endpoint of its own; they become one set. Names outside of all zones
 * are passed over.
 *
 * @internal
 */
export class RecordSetCollector {
  readonly #sets = new Map<string, Map<string, RecordSet>>();

  constructor(private readonly zones: WebhookZones) {}

  add(endpoint: Endpoint): void {
    const { dnsName, recordType, setIdentifier = '' } = endpoint;
    const name = normaliseName(dnsName);
    const zone = this.zones.holding(name);
    if (!zone) return;
    const sets = this.#sets.get(zone.id) ?? new Map<string, RecordSet>();
    this.#sets.set(zone.id, sets);
    const key = `${name} ${recordType} ${setIdentifier}`;
    const known = sets.get(key);
    sets.set(
      key,
      recordSetOf(zone.id, known ? joined(known, endpoint) : endpoint),
    );
  }

  /** What the zone holds. */
  of(zone: Zone): RecordSet[] {
    return [...(this.#sets.get(zone.id)?.values() ?? [])];
  }
}

/** As it was read first, with the targets of both. */
function joined(
  { zone: _, data, ...set }: RecordSet,
  next: Endpoint,
): Endpoint {
  const first: Endpoint = isEndpoint(data) ? data : set;
  return {
    ...first,
    targets: [...new Set([...first.targets, ...next.targets])],
  };
}

function recordSetOf(zone: string, endpoint: Endpoint): RecordSet {
  const { recordType, setIdentifier, recordTTL, providerSpecific } = endpoint;
  const set: RecordSet = {
    zone,
    dnsName: normaliseName(endpoint.dnsName),
    recordType,
    targets: endsInName.has(recordType)
      ? endpoint.targets.map(withoutTrailingDot)
      : endpoint.targets,
  };
  if (setIdentifier) set.setIdentifier = setIdentifier;
  if (recordTTL) set.recordTTL = recordTTL;
  if (providerSpecific) set.providerSpecific = providerSpecific;
  // What it was read from, where the set alone would not give it back.
  const isPlain =
    set.dnsName === endpoint.dnsName &&
    endpoint.labels === undefined &&
    set.targets.every((each, index) => each === endpoint.targets[index]);
  if (!isPlain) set.data = endpoint;
  return set;
}

/**
 * The body of a write. What goes or is replaced is given as it was read.
 *
 * @throws ProviderError `Rejected`, which names the changes that the webhook's domain
 * filter leaves out: ExternalDNS would not send them either.
 * @internal
 */
export function toWebhookChanges(
  changes: readonly Change[],
  zones: WebhookZones,
): WebhookChanges {
  const refused = new Map<number, string>();
  const body: Required<WebhookChanges> = {
    create: [],
    updateOld: [],
    updateNew: [],
    delete: [],
  };
  for (const [index, change] of changes.entries()) {
    const { dnsName } = change.action === 'delete' ? change.old : change.new;
    if (!zones.takes(normaliseName(dnsName))) {
      refused.set(index, `The webhook's domain filter leaves out ${dnsName}`);
    } else if (change.action === 'create') {
      body.create.push(wanted(change));
    } else if (change.action === 'delete') {
      body.delete.push(standing(change));
    } else {
      body.updateOld.push(standing(change));
      body.updateNew.push(wanted(change));
    }
  }
  if (refused.size > 0) {
    const [message] = refused.values();
    throw new ProviderError('Rejected', message, { refusedChanges: refused });
  }
  // As Go's omitempty.
  return Object.fromEntries(
    Object.entries(body).filter(([, list]) => list.length > 0),
  );
}

function wanted(change: Change & { new: DesiredRecordSet }): Endpoint {
  const { zone: _, dnsName, labels, recordTTL, ...rest } = change.new;
  const endpoint: Endpoint = { ...rest, dnsName: normaliseName(dnsName) };
  if (recordTTL) endpoint.recordTTL = recordTTL;
  const all =
    change.role === 'ownership' && change.owns
      ? { ...labels, [ownedRecordLabel]: change.owns.dnsName }
      : labels;
  if (all && Object.keys(all).length > 0) endpoint.labels = all;
  return endpoint;
}

function standing(change: Change & { old: RecordSet }): Endpoint {
  const { zone: _, data, ...rest } = change.old;
  const endpoint: Endpoint = isEndpoint(data) ? data : rest;
  return change.oldLabels
    ? { ...endpoint, labels: { ...endpoint.labels, ...change.oldLabels } }
    : endpoint;
}

function isEndpoint(data: unknown): data is Endpoint {
  return typeof data === 'object' && data !== null && 'dnsName' in data;
}
