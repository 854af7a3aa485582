import { deviationsOf, inOurMode, runDeviation } from './__testUtils__/ourMode';
import { runWorld } from './__testUtils__/runVector';
import { NativeZone } from './__testUtils__/vector';

/*
 * Where ExternalDNS never comes to rest at Cloudflare, loses a name, or takes what
 * is somebody else's. In our own mode the zone ends as it was asked, and a second
 * sync writes nothing.
 */

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
