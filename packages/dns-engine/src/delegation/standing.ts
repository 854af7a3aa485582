import { Origin } from '../endpoint';
import { normaliseName } from '../name';
import { isOurs } from '../plan/ours';
import { OwnedRecordSet } from '../recordSet';
import { standingName } from '../registry/ownershipTxt';
import { ownerLabel, resourceLabel } from '../registry/txtValue';
import { ZoneRegistry } from '../registry/zoneRegistry';
import { isDelegationResource, isK8gbResource } from './nsName';
import { StandingDelegation } from './state';

/** What a zone holds of delegations. @internal */
export interface StandingRecords {
  nsAt(zone: string): OwnedRecordSet | undefined;
  addressesAt(name: string): OwnedRecordSet | undefined;
  /** Whether a record of ours stands at a name. */
  isOursAt(name: string): boolean;
  /** NS sets and glue that we wrote for a delegation. */
  written: readonly OwnedRecordSet[];
  /** Everything that stands at or below a name, but the NS set itself. */
  atOrBelow(zone: string): OwnedRecordSet[];
  /** Owner id and name of a TXT with which k8gb's ExternalDNS owns the NS set. */
  k8gbOwnerOf(zone: string): { owner: string; txt: string } | undefined;
}

/** @internal */
export function standingRecords(registry: ZoneRegistry): StandingRecords {
  const ns = new Map<string, OwnedRecordSet>();
  const addresses = new Map<string, OwnedRecordSet>();
  const written: OwnedRecordSet[] = [];
  let ours: Set<string> | undefined;
  for (const each of registry.recordSets) {
    const { recordType } = each.record;
    if (recordType !== 'NS' && recordType !== 'A') continue;
    const name = standingName(each.record);
    (recordType === 'NS' ? ns : addresses).set(name, each);
    if (
      isOurs(each) &&
      isDelegationResource(each.labels[resourceLabel] ?? '')
    ) {
      written.push(each);
    }
  }
  return {
    nsAt: zone => ns.get(zone),
    addressesAt: name => addresses.get(name),
    isOursAt(name) {
      // Asked for hosts below a cut only: most zones never come here.
      ours ??= new Set(
        registry.recordSets
          .filter(isOurs)
          .map(each => standingName(each.record)),
      );
      return ours.has(name);
    },
    written,
    atOrBelow(zone) {
      const suffix = `.${zone}`;
      return registry.recordSets.filter(({ record }) => {
        const name = standingName(record);
        if (name !== zone) return name.endsWith(suffix);
        return record.recordType !== 'NS' && record.recordType !== 'DS';
      });
    },
    k8gbOwnerOf(zone) {
      const entries = registry.recordSets.flatMap(each =>
        standingName(each.record) === zone ? registry.ofRecord(each) : [],
      );
      for (const { labels, txt } of [...entries, ...registry.leftovers]) {
        const resource = labels[resourceLabel] ?? '';
        const first = txt.dnsName.split('.', 1)[0];
        if (!isK8gbResource(resource, zone)) continue;
        // The TXT of its glue names the same object.
        if (!/(^|-)ns-/.test(first) || /(^|-)a-/.test(first)) continue;
        return { owner: labels[ownerLabel] ?? '', txt: txt.dnsName };
      }
      return undefined;
    },
  };
}

/** @internal */
export function standingDelegation(
  standing: StandingRecords,
  zone: string,
): StandingDelegation | null {
  const found = standing.nsAt(zone);
  if (!found) return null;
  const { record, labels } = found;
  const owner = labels[ownerLabel] ?? standing.k8gbOwnerOf(zone)?.owner;
  const theirs = owner === undefined ? 'none' : 'foreign';
  const ownership = isOurs(found) ? 'ours' : theirs;
  return {
    nsNames: record.targets.map(normaliseName).sort(),
    ttl: record.recordTTL ?? null,
    ownership,
    owner: owner ?? null,
  };
}

/** The object that a record's TXT names; of which cluster it is, no TXT tells. @internal */
export function originOfRecord({ labels }: OwnedRecordSet): Origin {
  const [kind, ...rest] = (labels[resourceLabel] ?? '').split('/');
  const name = rest.pop() ?? '';
  return {
    cluster: '',
    kind: kind === 'zonedelegation' ? 'ZoneDelegation' : kind,
    namespace: rest.join('/'),
    name,
  };
}
