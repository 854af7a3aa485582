import { deviationsOf, inOurMode, runDeviation } from './__testUtils__/ourMode';
import { runWorld } from './__testUtils__/runVector';
import { NativeZone } from './__testUtils__/vector';

/*
 * Where ExternalDNS never comes to rest at Cloudflare, loses a name, or takes what
 * is somebody else's. In our own mode the zone ends as it was asked, and a second
 * sync writes nothing.
 */

jest.setTimeout(60_000);

const deviations = deviationsOf('cloudflare');

async function run(id: string) {
  const { zones, ...rest } = await runDeviation(deviations, id);
  return { ...rest, after: zones };
}

const at = (zones: readonly NativeZone[], type: string) =>
  zones.flatMap(zone => zone.records).filter(record => record.type === type);

describe('a second sync writes nothing', () => {
  it.each(
    deviations
      .filter(({ world }) => !world.faults)
      .map(each => [each.world.id, each] as const),
  )('%s', async (_id, vector) => {
    expect((await runWorld(inOurMode(vector))).laterWrites).toBe(0);
  });
});

describe('the zone ends as it was asked', () => {
  it('MX with their priorities', async () => {
    const { after } = await run('create/mx');
    expect(at(after, 'MX')).toMatchObject([
      { content: 'mx1.example.net', priority: 10 },
      { content: 'mx2.example.net', priority: 20 },
    ]);
    expect(at(after, 'TXT')).toHaveLength(1);
  });

  it('SRV and NAPTR by their fields', async () => {
    expect(at((await run('create/srv')).after, 'SRV')).toMatchObject([
      {
        data: {
          priority: 10,
          weight: 5,
          port: 5060,
          target: 'sip.example.net',
        },
      },
    ]);
    expect(at((await run('create/naptr')).after, 'NAPTR')).toMatchObject([
      { data: { service: 'E2U+sip', regex: '!^.*$!sip:x@example.org!' } },
    ]);
  });

  it('an SRV that stands is not touched', async () => {
    const { before, after } = await run('update/srv-same');
    expect(at(after, 'SRV')).toHaveLength(at(before, 'SRV').length);
  });

  it('deleted records go with their TXT, SRV too', async () => {
    const { after } = await run('delete/mx-srv-ns-txt');
    expect(after.flatMap(({ records }) => records)).toEqual([]);
  });

  it('a long text is the one that was asked', async () => {
    const { after } = await run('txt/long-quoted');
    const text = at(after, 'TXT').find(({ name }) => name === 'a.example.org');
    expect(`${text?.content}`.replace(/[" ]/g, '')).toMatch(/^x{300}$/);
  });

  it('a comment that the plan does not take keeps its record out, and no other', async () => {
    const { before, after } = await run('comment/101-free');
    expect(after[0].records).toHaveLength(before[0].records.length);
  });

  it('one refused record does not keep the others out', async () => {
    const { after } = await run('trouble/one-refused');
    expect(at(after, 'A').length).toBeGreaterThan(0);
  });

  it('a name whose new value is refused keeps its old one', async () => {
    const { before, after } = await run('trouble/refused-replacement');
    expect(
      after[0].records.map(({ name, type }) => `${type} ${name}`).sort(),
    ).toEqual(
      before[0].records.map(({ name, type }) => `${type} ${name}`).sort(),
    );
  });

  it('what another owner has a TXT for is not taken', async () => {
    const { before, after } = await run('foreign/orphan-txt-other-owner');
    expect(at(after, 'A').map(({ name }) => name)).toEqual(['b.example.org']);
    expect(at(after, 'TXT')).toEqual(
      expect.arrayContaining(
        at(before, 'TXT').map(each => expect.objectContaining(each)),
      ),
    );
  });

  it('150 names change their values in place', async () => {
    const { before, after } = await run('size/replace-150');
    const names = (zones: NativeZone[]) =>
      at(zones, 'A')
        .map(({ name }) => name)
        .sort();
    expect(names(after)).toEqual(names(before));
  });
});

describe('what one record asks for', () => {
  const named = (zones: readonly NativeZone[], name: string) =>
    zones.flatMap(zone => zone.records).filter(each => each.name === name);

  it('a TXT of the old format is taken for what it is, and the new one is written', async () => {
    const { after } = await run('update/txt-old-format');
    expect(at(after, 'A')).toMatchObject([{ content: '192.0.2.2' }]);
    expect(named(after, '_externaldns.a-a.example.org')).toHaveLength(1);
  });

  it('a proxy is for addresses, and the others are there all the same', async () => {
    const { after } = await run('proxied/default-other-types');
    const records = after.flatMap(zone => zone.records);
    expect(new Set(records.map(({ type }) => type))).toEqual(
      new Set(['MX', 'NS', 'SRV', 'TXT']),
    );
    expect(records.filter(({ proxied }) => proxied)).toEqual([]);
  });

  it('a comment that nobody asks for goes once', async () => {
    const { after, calls } = await run('comment/by-hand');
    expect(at(after, 'A')[0]).not.toHaveProperty('comment');
    expect(calls).toBe(3);
  });

  it.each([
    ['comment/101-free', 'a.example.org', /has 101 characters/],
    ['tags/free', 'a.example.org', /plan free takes none/],
    ['ttl/100000', 'a.example.org', /86400/],
    ['set-identifier/one', 'a.example.org', /Cloudflare has none/],
  ])(
    '%s: %s is told why, and nothing of it is written',
    async (id, name, why) => {
      const { after, refusals } = await run(id);
      expect(refusals.get(name)).toMatch(why);
      expect(named(after, name)).toEqual([]);
      expect(named(after, `_externaldns.a-${name}`)).toEqual([]);
    },
  );

  it('tags that a plan does not take keep no other name out', async () => {
    const { after } = await run('tags/free');
    expect(named(after, 'b.example.org')).toHaveLength(1);
  });

  it('a TTL below the least is the least', async () => {
    const { after } = await run('ttl/30');
    expect(named(after, 'a.example.org')).toMatchObject([{ ttl: 60 }]);
    expect(named(after, 'b.example.org')).toHaveLength(1);
  });

  it.each([
    ['name/idn-create', { content: '192.0.2.1' }],
    ['name/idn-update', { content: '192.0.2.2', ttl: 300 }],
  ])(
    '%s: a name with an umlaut has one TXT, which is found again',
    async (id, record) => {
      const { after } = await run(id);
      expect(named(after, 'xn--bcher-kva.example.org')).toMatchObject([record]);
      expect(
        named(after, '_externaldns.a-xn--bcher-kva.example.org'),
      ).toHaveLength(1);
      expect(after.flatMap(zone => zone.records)).toHaveLength(2);
    },
  );
});

describe('how often it is called', () => {
  it('an idle zone is read once', async () => {
    // The zones, each zone's records, the batch.
    expect((await run('zones/idle-zone-is-listed')).calls).toBe(4);
  });

  it('a zone that is not there stops no other', async () => {
    const { after } = await run('zones/id-filter-unknown');
    expect(at(after, 'A')).toHaveLength(1);
  });

  it('a smaller batch is a smaller batch', async () => {
    const { after, calls } = await run('size/batch-change-size-2');
    expect(at(after, 'A')).toHaveLength(5);
    expect(calls).toBe(2 + 5);
  });

  it('a batch that a plan does not take is halved, not sent one by one', async () => {
    const { before, after, calls } = await run('size/batch-1000-free');
    expect(before.flatMap(zone => zone.records)).toEqual([]);
    expect(after.flatMap(zone => zone.records)).toHaveLength(500);
    expect(calls).toBeLessThan(10);
  });
});

describe('what fails', () => {
  it('is written when the service takes requests again, in one batch', async () => {
    const { after, laterWrites } = await run('trouble/429-three-times');
    expect(at(after, 'A')).toHaveLength(1);
    expect(laterWrites).toBe(0);
  });

  it('is asked again where the list of zones fails', async () => {
    const { after } = await run('trouble/500-once');
    expect(at(after, 'A')).toHaveLength(1);
  });

  it('in one zone is told of that zone, and the other is written', async () => {
    const { after, refusals } = await run('trouble/403-on-second-zone');
    expect([...refusals.keys()]).toEqual(['example.net']);
    expect(at(after, 'A').map(({ name }) => name)).toEqual(['a.example.org']);
  });
});
