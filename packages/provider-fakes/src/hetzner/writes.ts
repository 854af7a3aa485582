import type { FakeHetzner } from './fakeHetzner';
import { Answer, invalidInput, Refusal } from './messages';
import { FakeZone, HeldRecord, RecordSetBody, toldRecordSet } from './zone';

/** A write that the description allows. */
export type Write =
  | { command: 'create_rrset'; body: RecordSetBody }
  | { command: 'delete_rrset'; name: string; type: string }
  | {
      command: 'set_rrset_records' | 'remove_rrset_records';
      name: string;
      type: string;
      records: HeldRecord[];
    }
  | {
      command: 'add_rrset_records';
      name: string;
      type: string;
      records: HeldRecord[];
      ttl?: number | null;
    }
  | {
      command: 'change_rrset_ttl';
      name: string;
      type: string;
      ttl: number | null;
    }
  | {
      command: 'change_rrset_protection';
      name: string;
      type: string;
      isProtected: boolean;
    };

/** Checks a write at once, and answers with the action that will do it. */
export function answerWrite(
  fake: FakeHetzner,
  zone: FakeZone,
  write: Write,
): Answer {
  const { name, type } = write.command === 'create_rrset' ? write.body : write;
  const recordSet = `${name}/${type}`;
  if (fake.actions.isRunning(zone.id, recordSet)) {
    throw new Refusal(423, 'locked', 'an action is running already');
  }
  const effect = effectOf(zone, write);
  const action = fake.actions.start({
    command: write.command,
    zone: zone.id,
    recordSet,
    effect,
  });
  if (write.command !== 'create_rrset') {
    return { status: 201, schema: 'action', body: { action } };
  }
  const { body } = write;
  const rrset = toldRecordSet(zone, {
    name: body.name,
    type: body.type,
    ttl: body.ttl ?? null,
    records: body.records,
    labels: body.labels ?? {},
    isProtected: false,
  });
  return { status: 201, schema: 'created', body: { rrset, action } };
}

/** @throws Refusal where it may not be done. */
function effectOf(zone: FakeZone, write: Write): () => void {
  if (write.command === 'create_rrset') {
    const { body } = write;
    zone.checkNew(body);
    return () => {
      zone.checkNew(body);
      zone.put(body);
    };
  }
  const { name, type } = write;
  if (write.command === 'change_rrset_protection') {
    const set = zone.get(name, type);
    return () => zone.put({ ...set, isProtected: write.isProtected });
  }
  if (write.command === 'add_rrset_records' && !zone.find(name, type)) {
    const body = { name, type, ttl: write.ttl, records: write.records };
    zone.checkNew(body);
    return () => zone.put(body);
  }
  const set = zone.checkChangeable(name, type);
  switch (write.command) {
    case 'delete_rrset':
      return () => zone.remove(name, type);
    case 'set_rrset_records':
      zone.checkRecords(type, write.records);
      return () => zone.put({ ...set, records: write.records });
    case 'change_rrset_ttl':
      return () => zone.put({ ...set, ttl: write.ttl });
    case 'add_rrset_records': {
      const { ttl } = write;
      if (ttl !== undefined && ttl !== set.ttl) {
        throw invalidInput('ttl', 'is not the one that the RRSet has');
      }
      const records = [...set.records, ...write.records];
      zone.checkRecords(type, records);
      return () => zone.put({ ...set, records });
    }
    default: {
      const going = new Set(write.records.map(({ value }) => value));
      const records = set.records.filter(({ value }) => !going.has(value));
      if (set.records.length - records.length < going.size) {
        throw invalidInput('records', 'are not all there');
      }
      return () => {
        if (records.length === 0) zone.remove(name, type);
        else zone.put({ ...set, records });
      };
    }
  }
}
