import {
  clusters,
  eu,
  findings,
  host,
  observed,
  records,
  route,
  us,
  web,
  world,
  zone,
} from '../../__testUtils__/delegatedZone';
import { gslb } from '../../__testUtils__/k8gbWorld';
import { applied, config } from '../../__testUtils__/worlds';
import { planWorld } from '../../replay';
import { EndpointJson } from '../../replay/rendering';

describe('over DNS', () => {
  const servers = [{ nsName: eu, address: '192.0.2.6', answer: 'answers' }];
  it.each<[string, object, string[]]>([
    ['all is well', { servers }, []],
    [
      'a server refuses',
      { servers: [{ ...servers[0], answer: 'refused' }] },
      [`LAME_REFUSED ${eu}`],
    ],
    [
      'a server is silent',
      { servers: [{ ...servers[0], answer: 'silent' }] },
      [`NS_UNREACHABLE ${eu}`],
    ],
    ['there is a DS record', { hasDs: true }, [`DS_ON_UNSIGNED ${zone}`]],
    [
      'the parent answers itself',
      { answersBelow: true },
      [`CUT_MISSING ${zone}`],
    ],
    ['nobody is named', { nsNames: [] }, [`DELEGATION_MISSING ${zone}`]],
    ['somebody is not named', { nsNames: [eu] }, [`NS_MISSING ${us}`]],
    ['an address is missing', { glue: { [us]: [] } }, [`NS_DANGLING ${us}`]],
    [
      'an address is old',
      { glue: { [us]: ['198.51.100.99'] } },
      [`GLUE_STALE ${us}`],
    ],
    ['nothing is known', { nsNames: null, glue: { [us]: null } }, []],
  ])('%s', (_, more, expected) => {
    expect(findings(clusters(), observed(more)).sort()).toEqual(expected);
  });

  it('is not told while the NS set has just changed', () => {
    const before = applied([], world({ eu: clusters().eu }));
    const at = (now: string, of: EndpointJson[], remembered: unknown[]) =>
      planWorld({
        id: 'test',
        config: { ...config, sources: ['k8gb'] },
        clusters: clusters(),
        records: of,
        now,
        gslb: {
          remembered,
          observed: [{ zone, at: now, nsNames: [eu], servers: [] }],
        },
      }).plans[0];
    const first = at('2026-11-21T10:00:00Z', before, []);
    const joined = at('2026-11-21T10:01:00Z', records, first.delegations ?? []);
    expect(joined.findings).toEqual([]);
    const still = at('2026-11-21T10:08:59Z', records, joined.delegations ?? []);
    expect(still.findings).toEqual([]);
    const late = at('2026-11-21T10:09:00Z', records, still.delegations ?? []);
    expect(late.findings.map(each => each.id)).toEqual(['NS_MISSING']);
  });

  it('an answer that no strategy explains', () => {
    const both = {
      eu: [...clusters().eu, web('eu'), ...route],
      us: [...clusters().us, web('us'), ...route],
    };
    const hosts = [
      { host, nsName: eu, answer: ['192.0.2.80'] },
      { host, nsName: us, answer: [] },
    ];
    expect(findings(both, observed({ hosts }))).toEqual([
      `ANSWER_DIVERGES ${host}`,
    ]);
  });
});

it('by place, a part of the answer is as it should be', () => {
  const said = (answer: string[]) => {
    const byPlace = (tag: string, address: string) =>
      gslb(
        'web',
        { kind: 'HTTPRoute', name: 'web' },
        { type: 'geoip' },
        { geoTag: tag, health: { [host]: 'Healthy' }, exposed: [address] },
      );
    const both = {
      eu: [...clusters().eu, byPlace('eu', '192.0.2.80'), ...route],
      us: [...clusters().us, byPlace('us', '192.0.2.90'), ...route],
    };
    return findings(both, observed({ hosts: [{ host, nsName: eu, answer }] }));
  };
  expect(said(['192.0.2.90'])).toEqual([]);
  expect(said(['192.0.2.99'])).toEqual([`ANSWER_DIVERGES ${host}`]);
  expect(said([])).toEqual([`ANSWER_DIVERGES ${host}`]);
});
