import { ProviderError } from '@openova/backstage-plugin-external-dns-node';
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
 * Record sets by zone id. A service may give each value of a set as an endpoint of its
 * own; they become one set. Names outside of all zones are passed over.
 *
 * @internal
 */
export function recordSetsByZone(
  endpoints: readonly Endpoint[],
  zones: WebhookZones,
): Map<string, RecordSet[]> {
  const byKey = new Map<string, { zoneId: string; parts: Endpoint[] }>();
  for (const endpoint of endpoints) {
    const { dnsName, recordType, setIdentifier = '' } = endpoint;
    const name = normaliseName(dnsName);
    const zone = zones.holding(name);
    if (!zone) continue;
    const key = JSON.stringify([name, recordType, setIdentifier]);
    const known = byKey.get(key);
    if (known) known.parts.push(endpoint);
    else byKey.set(key, { zoneId: zone.id, parts: [endpoint] });
  }
  const byZone = new Map<string, RecordSet[]>();
  for (const { zoneId, parts } of byKey.values()) {
    const sets = byZone.get(zoneId) ?? [];
    sets.push(recordSetOf(zoneId, whole(parts)));
    byZone.set(zoneId, sets);
  }
  return byZone;
}

function whole(parts: readonly Endpoint[]): Endpoint {
  const [first] = parts;
  if (parts.length === 1) return first;
  const targets = new Set(parts.flatMap(({ targets: some }) => some));
  return { ...first, targets: [...targets] };
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
