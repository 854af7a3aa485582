import { JsonObject } from '@backstage/types';
import { deviationsOf, inOurMode, runDeviation } from './__testUtils__/ourMode';
import { runWorld } from './__testUtils__/runVector';
import { NativeZone } from './__testUtils__/vector';

/*
 * Where ExternalDNS never comes to rest at Route 53, cannot take away what it reads,
 * or drops half of what was asked. In our own mode the zone ends as it was asked, what
 * the service refuses keeps nothing else out, and a second sync writes nothing.
 */

jest.setTimeout(60_000);

const deviations = deviationsOf('route53');
const run = (id: string) => runDeviation(deviations, id);

/** The record sets of a name, without those that each zone has. */
const at = (zones: readonly NativeZone[], name: string) =>
  zones
    .flatMap(zone => zone.records)
    .filter(set => set.Name === `${name}.` && set.Type !== 'SOA');

const values = (set: JsonObject | undefined) =>
  JSON.stringify(set?.ResourceRecords ?? []);

const ownSets = (zones: readonly NativeZone[]) =>
  zones.flatMap(zone =>
    zone.records.filter(
      ({ Name, Type }) =>
        Name !== `${zone.name}.` || (Type !== 'NS' && Type !== 'SOA'),
    ),
  );

describe('a second sync writes nothing', () => {
  it.each(
    deviations
      .filter(({ world }) => !world.faults)
      .map(each => [each.world.id, each] as const),
  )('%s', async (_id, vector) => {
    expect((await runWorld(inOurMode(vector))).laterWrites).toBe(0);
  });
});

describe('what is read can be taken away', () => {
  it('with a TXT of another TTL', async () => {
    expect(ownSets((await run('delete/txt-ttl')).zones)).toEqual([]);
  });

  it('with an alias into a zone that nobody knows', async () => {
    expect(ownSets((await run('delete/alias-other-zone')).zones)).toEqual([]);
  });
});

describe('what is asked is there', () => {
  it('texts with and without quotes', async () => {
    const { zones } = await run('create/txt-unquoted-and-others');
    expect(values(at(zones, 'a.example.org')[0])).toContain('v=spf1 -all');
    expect(at(zones, 'b.example.org')).toHaveLength(1);
  });

  it('at the apex, with an ownership text within the zone', async () => {
    const { zones } = await run('name/apex');
    expect(at(zones, 'example.org')).toContainEqual(
      expect.objectContaining({ Type: 'A' }),
    );
    expect(values(at(zones, '_externaldns.example.org')[0])).toContain(
      'owner=openova',
    );
  });

  it('in every private zone, and in the zone that its id names', async () => {
    const everywhere = await run('zones/all-private');
    expect(at(everywhere.zones, 'a.sub.example.org')).toHaveLength(2);
    const pinned = await run('zones/hosted-zone-id');
    const [first, second] = pinned.zones;
    expect(at([first], 'a.example.org')).toEqual([]);
    expect(at([second], 'a.example.org')).toHaveLength(1);
  });

  it('however small the batches are', async () => {
    for (const id of [
      'batch/size-1',
      'batch/size-too-small-for-one',
      'batch/bytes-too-small',
    ]) {
      const { zones, refusals } = await run(id);
      expect([...refusals]).toEqual([]);
      expect(ownSets(zones).length).toBeGreaterThan(0);
    }
    const { zones } = await run('batch/size-too-small-for-one');
    expect(at(zones, 'a.example.org')).toHaveLength(2);
    expect(at(zones, 'w.example.org')).toHaveLength(3);
  });

  it('in one zone of 120, which are listed once', async () => {
    const { zones, calls } = await run('zones/120');
    expect(at(zones, 'a.z119.example')).toHaveLength(1);
    expect(calls).toBe(2 + 120 + 1);
  });

  it('with one ownership text, as versions before 0.22 wrote it', async () => {
    const { before, zones, calls } = await run('alias/txt-of-0.21');
    expect(ownSets(zones)).toHaveLength(ownSets(before).length);
    expect(calls).toBe(2);
  });
});

describe('what Route 53 refuses keeps nothing else out', () => {
  it.each([
    ['alias/outside', 'b.example.org'],
    ['name/apex-cname', 'a.example.org'],
    ['policy/identifier-without-policy', 'b.example.org'],
    ['policy/without-identifier', 'b.example.org'],
    ['foreign/caa-in-the-way-of-cname', 'b.example.org'],
  ])('%s: %s is written', async (id, name) => {
    const { zones } = await run(id);
    expect(at(zones, name)).toHaveLength(1);
  });

  it('one of two sets with the same region', async () => {
    const { zones, refusals } = await run('policy/latency-same-region');
    expect(at(zones, 'a.example.org')).toHaveLength(1);
    expect(refusals.get('a.example.org')).toMatch(/same Region/);
  });

  it('a batch of three: the one is named, the others need one call more', async () => {
    const { zones, refusals, calls } = await run('batch/one-refused');
    expect([...refusals.keys()]).toEqual(['a.example.org']);
    expect(at(zones, 'b.example.org')).toHaveLength(1);
    expect(at(zones, 'c.example.org')).toHaveLength(1);
    // Zones, record sets, the batch, and once more without the one.
    expect(calls).toBe(4);
  });

  it('an update of three: nothing is lost', async () => {
    const { zones } = await run('batch/refused-update');
    expect(values(at(zones, 'b.example.org')[0])).toContain('192.0.2.12');
    expect(values(at(zones, 'c.example.org')[0])).toContain('192.0.2.13');
    expect(values(at(zones, 'a.example.org')[0])).toContain('no quotes');
  });

  it.each([
    ['policy/geo-continent-and-country', /ContinentCode or CountryCode/],
    ['policy/geoproximity-bad-coordinates', /152\.52/],
    ['policy/two-policies', /exactly one of/],
  ])('%s: it is not written by half', async (id, sentence) => {
    const { zones, refusals } = await run(id);
    expect(ownSets(zones)).toEqual([]);
    expect(refusals.get('a.example.org')).toMatch(sentence);
  });
});

describe('what is foreign stays', () => {
  it.each(['policy/foreign-simple', 'foreign/caa-in-the-way-of-cname'])(
    '%s',
    async id => {
      const { before, zones } = await run(id);
      expect(at(zones, 'a.example.org')).toEqual(at(before, 'a.example.org'));
    },
  );

  it('a TXT of another owner, and the name that it speaks of', async () => {
    const { zones } = await run('foreign/orphan-txt-other-owner');
    expect(at(zones, 'a.example.org')).toEqual([]);
    expect(values(at(zones, '_externaldns.a-a.example.org')[0])).toContain(
      'owner=somebody',
    );
    expect(at(zones, 'b.example.org')).toHaveLength(1);
  });

  it('a TXT of ours that speaks of another object is brought up to date', async () => {
    const { zones } = await run('foreign/orphan-txt-other-resource');
    expect(values(at(zones, '_externaldns.a-a.example.org')[0])).toContain(
      'resource=crd/apps/one',
    );
  });
});

it('an alias whose hosted zone is said to be its own comes to rest', async () => {
  const vector = deviations.find(({ world }) =>
    world.id.endsWith('/alias/same-zone-no-aaaa'),
  );
  if (!vector) throw new Error('There is no such line');
  const world = structuredClone(inOurMode(vector));
  const [objects] = Object.values(world.clusters);
  objects[0].spec = {
    endpoints: [
      {
        dnsName: 'a.example.org',
        recordType: 'CNAME',
        targets: ['b.example.org'],
        providerSpecific: [
          { name: 'alias', value: 'A' },
          { name: 'aws/target-hosted-zone', value: 'Z1' },
        ],
      },
    ],
  };
  const { zones, laterWrites } = await runWorld(world);
  expect(at(zones, 'a.example.org')).toMatchObject([
    { Type: 'A', AliasTarget: { HostedZoneId: 'Z1' } },
  ]);
  expect(laterWrites).toBe(0);
});

describe('what fails', () => {
  it('is written once the last change is through', async () => {
    const { zones, laterWrites } = await run('trouble/prior-request');
    expect(at(zones, 'a.example.org')).toHaveLength(1);
    expect(laterWrites).toBe(0);
  });

  it.each(['trouble/denied-on-list', 'trouble/denied-on-change'])(
    '%s: said in one sentence, nothing written, done when it is permitted',
    async id => {
      const { zones, refusals, laterWrites } = await run(id);
      expect(ownSets(zones)).toEqual([]);
      expect(refusals.get('example.org')).toMatch(/AWS permits no access/);
      expect(laterWrites).toBe(1);
    },
  );
});
