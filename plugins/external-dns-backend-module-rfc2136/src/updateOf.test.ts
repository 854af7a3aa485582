import { Change, DesiredRecordSet, RecordSet } from '@openova/dns-engine';
import {
  createUpdate,
  decodeMessage,
  encodeMessage,
  ResponseCode,
  SectionRecord,
} from '@openova/dns-wire';
import fc from 'fast-check';
import { applyUpdate } from './__testUtils__/applyUpdate';
import { ZoneContent } from './__testUtils__/zoneContent';
import { RecordSetCollector } from './recordSets';
import { RefusedChange, StaleChange } from './refusals';
import { UpdateContents, updateOf } from './updateOf';

const zone = 'openova.io';

function set(
  recordType: string,
  label: string,
  ...targets: string[]
): DesiredRecordSet {
  const dnsName = label === '@' ? zone : `${label}.${zone}`;
  return { zone, dnsName, recordType, targets, recordTTL: 300 };
}

const create = (wanted: DesiredRecordSet): Change => ({
  role: 'record',
  action: 'create',
  new: wanted,
});
const update = (old: RecordSet, wanted: DesiredRecordSet): Change => ({
  role: 'record',
  action: 'update',
  old,
  new: wanted,
});
const remove = (old: RecordSet): Change => ({
  role: 'record',
  action: 'delete',
  old,
});

function send(
  content: ZoneContent,
  prerequisites: SectionRecord[],
  updates: SectionRecord[],
): { rcode: ResponseCode; content: ZoneContent } {
  const message = createUpdate({ id: 1, zone, prerequisites, updates });
  return applyUpdate(content, decodeMessage(encodeMessage(message)));
}

/** The update, and what the server says of the outcome. */
function perform(content: ZoneContent, contents: UpdateContents) {
  const done = send(content, contents.prerequisites, contents.updates);
  const check = send(done.content, contents.outcome, []);
  return { ...done, verified: check.rcode };
}

function setsOf(content: ZoneContent): RecordSet[] {
  const collector = new RecordSetCollector(zone);
  for (const record of content.all()) collector.add(record);
  return [...collector.pages(Infinity)].flat();
}

/** A zone that holds these sets. */
function holding(...sets: DesiredRecordSet[]): ZoneContent {
  const { updates } = updateOf(zone, sets.map(create));
  return send(ZoneContent.create(zone), [], updates).content;
}

const lines = (sets: readonly RecordSet[]) =>
  sets
    .map(
      ({ dnsName, recordType, targets, recordTTL }) =>
        `${dnsName} ${recordTTL} ${recordType} ${[...targets]
          .sort()
          .join(' | ')}`,
    )
    .sort();

describe('a batch as one message', () => {
  it('turns an address into an alias, whichever change comes first', () => {
    const [address, alias] = [
      set('A', 'web', '192.0.2.1'),
      set('CNAME', 'web', 'other.example.org'),
    ];
    for (const changes of [
      [remove(address), create(alias)],
      [create(alias), remove(address)],
    ]) {
      const standing = holding(address);
      const done = perform(standing, updateOf(zone, changes));
      expect(done).toMatchObject({ rcode: 'NOERROR', verified: 'NOERROR' });
      expect(lines(setsOf(done.content))).toContain(
        'web.openova.io 300 CNAME other.example.org',
      );
    }
  });

  it('is not done where another type stands at the name of an alias', () => {
    const alias = set('CNAME', 'web', 'other.example.org');
    const address = set('A', 'web', '192.0.2.1');
    const text = set('TXT', 'web', '"somebody was here"');
    expect(perform(holding(text), updateOf(zone, [create(alias)])).rcode).toBe(
      'YXDOMAIN',
    );
    const replaced = updateOf(zone, [remove(address), create(alias)]);
    expect(perform(holding(text, address), replaced).rcode).toBe('YXRRSET');
    const withHttps = holding(address);
    withHttps.put({
      name: 'web.openova.io',
      type: 'HTTPS',
      class: 'IN',
      ttl: 300,
      data: { octets: Uint8Array.of(0, 1, 0) },
    });
    expect(perform(withHttps, replaced).rcode).toBe('YXRRSET');
  });

  it('is not done where an alias stands at the name of what is made', () => {
    const alias = set('CNAME', 'web', 'other.example.org');
    const contents = updateOf(zone, [create(set('A', 'web', '192.0.2.1'))]);
    expect(perform(holding(alias), contents).rcode).toBe('YXRRSET');
  });

  it('changes the name servers of the zone without ever leaving none', () => {
    const standing = ZoneContent.create(zone);
    const [old] = setsOf(standing);
    const wanted = set('NS', '@', 'NS2.example.org', 'ns9.example.org');
    const done = perform(standing, updateOf(zone, [update(old, wanted)]));
    expect(done).toMatchObject({ rcode: 'NOERROR', verified: 'NOERROR' });
    expect(lines(setsOf(done.content))[0].toLowerCase()).toBe(
      'openova.io 300 ns ns2.example.org | ns9.example.org',
    );
  });

  it.each<[string, Change]>([
    [
      'NS openova.io cannot go: a zone without name servers answers nobody',
      remove(set('NS', '@', 'ns1.example.org')),
    ],
    [
      'CNAME openova.io: the name of a zone has NS and SOA and can be no alias (RFC 1912 section 2.4)',
      create(set('CNAME', '@', 'example.org')),
    ],
    [
      'CNAME web.openova.io has 2 targets: an alias has one (RFC 2181 section 10.1)',
      create(set('CNAME', 'web', 'one.example.org', 'two.example.org')),
    ],
    [
      'A web.example.org lies outside of the zone openova.io',
      create({ ...set('A', 'web', '192.0.2.1'), dnsName: 'web.example.org' }),
    ],
    ['A web.openova.io has no targets', create(set('A', 'web'))],
    [
      'A web.openova.io: the TTL 2147483648 is no whole number of seconds up to 2147483647',
      create({ ...set('A', 'web', '192.0.2.1'), recordTTL: 2 ** 31 }),
    ],
    [
      'NS *.openova.io: a wildcard cannot be delegated (RFC 4592 section 4.2)',
      create(set('NS', '*', 'ns1.example.org')),
    ],
    [
      'A web.openova.io: DNS itself has no set identifiers',
      create({ ...set('A', 'web', '192.0.2.1'), setIdentifier: 'eu' }),
    ],
    [
      'HTTPS web.openova.io: only A, AAAA, CAA, CNAME, MX, NAPTR, NS, PTR, SRV, TXT are managed here',
      create(set('HTTPS', 'web', '1 .')),
    ],
  ])('refuses: %s', (sentence, change) => {
    expect(() => updateOf(zone, [change])).toThrow(new RefusedChange(sentence));
  });

  it('refuses an alias beside another record in the same batch', () => {
    const changes = [
      create(set('CNAME', 'web', 'one.example.org')),
      create(set('A', 'web', '192.0.2.1')),
    ];
    expect(() => updateOf(zone, changes)).toThrow(RefusedChange);
  });

  it('is stale where its changes contradict each other', () => {
    const address = set('A', 'web', '192.0.2.1');
    const next = set('A', 'web', '192.0.2.2');
    expect(() => updateOf(zone, [create(address), create(next)])).toThrow(
      StaleChange,
    );
    expect(() => updateOf(zone, [remove(address), remove(next)])).toThrow(
      StaleChange,
    );
    const both = updateOf(zone, [create(address), update(address, next)]);
    expect(both.updates).toHaveLength(1);
  });
});

describe('for any zone and any batch', () => {
  const labels = ['@', 'a', 'b', '*'];
  const address = fc
    .tuple(fc.constantFrom(...labels), fc.subarray([1, 2, 3], { minLength: 1 }))
    .map(([label, hosts]) =>
      set('A', label, ...hosts.map(host => `192.0.2.${host}`)),
    );
  const text = fc
    .tuple(
      fc.constantFrom(...labels),
      fc.uniqueArray(fc.constantFrom('"x"', '"X"', '"a" "b"'), {
        minLength: 1,
      }),
    )
    .map(([label, texts]) => set('TXT', label, ...texts));
  const alias = fc
    .tuple(
      fc.constantFrom('a', 'b', '*'),
      fc.constantFrom('one.example.org', 'two.example.org'),
    )
    .map(([label, target]) => set('CNAME', label, target));
  const zoneSets = fc
    .array(fc.oneof(address, text, alias), { maxLength: 8 })
    .map(lawful);
  const key = (each: RecordSet) => `${each.dnsName} ${each.recordType}`;

  /** The first of each name and type, and no alias beside others. */
  function lawful(sets: DesiredRecordSet[]): DesiredRecordSet[] {
    const kept = new Map<string, DesiredRecordSet>();
    for (const each of sets) {
      const atName = [...kept.values()].filter(
        other => other.dnsName === each.dnsName,
      );
      const clashes =
        each.recordType === 'CNAME'
          ? atName.length > 0
          : atName.some(other => other.recordType === 'CNAME');
      if (!clashes && !kept.has(key(each))) kept.set(key(each), each);
    }
    return [...kept.values()];
  }

  function changesBetween(from: RecordSet[], to: DesiredRecordSet[]): Change[] {
    const wanted = new Map(to.map(each => [key(each), each]));
    const changes = from.map(old => {
      const next = wanted.get(key(old));
      wanted.delete(key(old));
      return next ? update(old, next) : remove(old);
    });
    return [...changes, ...[...wanted.values()].map(create)];
  }

  it('the zone ends as wanted, and the server vouches for it', () => {
    fc.assert(
      fc.property(zoneSets, zoneSets, fc.boolean(), (from, to, reversed) => {
        const standing = holding(...from);
        const changes = changesBetween(from, to);
        if (reversed) changes.reverse();
        const done = perform(standing, updateOf(zone, changes));
        expect(done).toMatchObject({ rcode: 'NOERROR', verified: 'NOERROR' });
        expect(lines(setsOf(done.content))).toEqual(
          lines(setsOf(holding(...to))),
        );
      }),
    );
  });

  it('nothing is written where somebody else changed what it touches', () => {
    fc.assert(
      fc.property(zoneSets, zoneSets, zoneSets, (from, theirs, to) => {
        const touched = new Set([...from, ...to].map(key));
        const values = (sets: DesiredRecordSet[]) =>
          lines(sets.filter(each => touched.has(key(each)))).join('\n');
        fc.pre(values(from) !== values(theirs));
        const standing = holding(...theirs);
        const done = perform(
          standing,
          updateOf(zone, changesBetween(from, to)),
        );
        expect(done.rcode).not.toBe('NOERROR');
        expect(done.content).toBe(standing);
      }),
    );
  });
});
