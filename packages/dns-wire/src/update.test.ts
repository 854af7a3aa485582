import { decodeMessage } from './decode';
import { encodeMessage } from './encode';
import { ResourceRecord } from './record';
import {
  addRecord,
  createUpdate,
  deleteName,
  deleteRecord,
  deleteRrset,
  nameInUse,
  nameNotInUse,
  rrsetAbsent,
  rrsetEquals,
  rrsetExists,
  updateSections,
} from './update';

const web: ResourceRecord = {
  name: 'web.example.org',
  type: 'A',
  class: 'IN',
  ttl: 300,
  data: { address: '192.0.2.1' },
};
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const joined = (text: string) => text.replace(/\s/g, '');

describe('UPDATE', () => {
  it('is written byte for byte as RFC 2136 says', () => {
    const message = createUpdate({
      id: 0xbeef,
      zone: 'example.org',
      prerequisites: [
        rrsetExists('a.example.org', 'MX'),
        ...rrsetEquals([web]),
        rrsetAbsent('b.example.org', 'TXT'),
        nameInUse('example.org'),
        nameNotInUse('c.example.org'),
      ],
      updates: [
        deleteRrset('a.example.org', 'MX'),
        deleteName('c.example.org'),
        deleteRecord(web),
        addRecord(web),
      ],
    });
    const bytes = encodeMessage(message);
    expect(hex(bytes)).toBe(
      joined(`
      beef 2800 0001 0005 0004 0000
      07 6578616d706c65 03 6f7267 00 0006 0001
      01 61 c00c       000f 00ff 00000000 0000
      03 776562 c00c   0001 0001 00000000 0004 c0000201
      01 62 c00c       0010 00fe 00000000 0000
      c00c             00ff 00ff 00000000 0000
      01 63 c00c       00ff 00fe 00000000 0000
      c01d             000f 00ff 00000000 0000
      c059             00ff 00ff 00000000 0000
      c02b             0001 00fe 00000000 0004 c0000201
      c02b             0001 0001 0000012c 0004 c0000201`),
    );
    const read = decodeMessage(bytes);
    expect(read).toEqual(message);
    expect(updateSections(read)).toEqual({
      zone: [{ name: 'example.org', type: 'SOA', class: 'IN' }],
      prerequisites: message.answers,
      updates: message.authorities,
      additionals: [],
    });
  });
});
