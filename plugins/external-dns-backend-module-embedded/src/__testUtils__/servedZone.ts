import {
  hasData,
  Message,
  rdataToTarget,
  SectionRecord,
} from '@openova/dns-wire';
import { toStored } from '../write/storedRecordSet';
import { ServedZones } from '../zone/servedZones';
import { ZoneContents } from '../zone/zoneContents';

/** A zone from lines of the form `name type target`, one record a line, `@` for its name. */
export function zoneOf(name: string, lines: readonly string[]): ZoneContents {
  const zone = new ZoneContents(name, 2026);
  const targets = new Map<string, string[]>();
  for (const line of lines) {
    const [, owner, type, target] = /^(\S+) (\S+) (.*)$/.exec(line) ?? [];
    const key = `${owner === '@' ? name : `${owner}.${name}`} ${type}`;
    targets.set(key, [...(targets.get(key) ?? []), target]);
  }
  for (const [key, values] of targets) {
    const [dnsName, recordType] = key.split(' ');
    zone.add(toStored(name, { dnsName, recordType, targets: values }));
  }
  return zone;
}

/** All zones of a server. */
export function serving(...zones: ZoneContents[]): ServedZones {
  const served = new ServedZones();
  for (const zone of zones) served.put(zone);
  return served;
}

/** What an answer says, a line a record: `answer web.openova.io A 192.0.2.1`. */
export function told(message: Message): string[] {
  const lines = (section: string, records: readonly SectionRecord[]) =>
    records.map(record =>
      [
        section,
        record.name,
        record.type,
        ...(record.type !== 'SOA' && hasData(record)
          ? [rdataToTarget(record)]
          : []),
      ].join(' '),
    );
  return [
    message.authoritative ? `${message.rcode} aa` : message.rcode,
    ...lines('answer', message.answers),
    ...lines('authority', message.authorities),
    ...lines('additional', message.additionals),
  ];
}
