import { Zone } from '@openova/backstage-plugin-external-dns-node';
import {
  Change,
  ChangeUnit,
  isWithin,
  normaliseName,
  RecordSet,
} from '@openova/dns-engine';

/**
 * What of ExternalDNS's plan a zone can take. It makes changes of ownership TXT from
 * what should exist: one that does not stand can be neither changed nor deleted, one
 * that stands is changed as it was read, and a name outside of the zone is left out.
 */
export function writableUnits(
  units: readonly ChangeUnit[],
  zone: Pick<Zone, 'name'>,
  standing: readonly RecordSet[],
): ChangeUnit[] {
  const byKey = new Map(standing.map(set => [keyOf(set), set]));
  return units.flatMap(unit => {
    const changes = unit.changes.flatMap((change): Change[] => {
      const { dnsName } = change.action === 'delete' ? change.old : change.new;
      if (!isWithin(normaliseName(dnsName), zone.name)) return [];
      if (change.action === 'create') return [change];
      const old = byKey.get(keyOf(change.old));
      return old ? [{ ...change, old }] : [];
    });
    return changes.length > 0 ? [{ ...unit, changes }] : [];
  });
}

function keyOf({ dnsName, recordType, setIdentifier = '' }: RecordSet): string {
  return [normaliseName(dnsName), recordType, setIdentifier].join(' ');
}
