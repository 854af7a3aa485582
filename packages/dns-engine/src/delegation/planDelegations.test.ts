import {
  parent,
  cloud,
  ns,
  installed,
  zd,
  world,
  two,
} from '../__testUtils__/k8gbClusters';
import { applied } from '../__testUtils__/worlds';
import { planWorld } from '../replay';
import { EndpointJson } from '../replay/rendering';

describe('a plan', () => {
  const config = {
    sources: ['k8gb'],
    policy: 'sync',
    mode: 'sync',
    domainFilter: [parent],
    registry: { type: 'txt', txtOwnerId: 'me', txtPrefix: '_externaldns.' },
  };

  it('has the glue first, and says that the NS set needs it', () => {
    const { plans } = planWorld({ id: 'test', config, clusters: two() });
    expect(
      plans[0].units.map(({ dnsName, after }) => ({ dnsName, after })),
    ).toEqual([
      { dnsName: ns('eu'), after: undefined },
      { dnsName: ns('us'), after: undefined },
      { dnsName: cloud, after: [ns('eu'), ns('us')] },
    ]);
  });

  it('tells who takes part, and when time alone will change it', () => {
    const records = applied([], world(two()));
    const leaving = zd('cloud', { deletionTimestamp: '2026-11-21T10:00:00Z' });
    const clusters = { eu: two().eu, us: [installed('us'), leaving] };
    const at = (now: string, of: EndpointJson[], remembered: unknown[]) =>
      planWorld({
        id: 'test',
        config,
        clusters,
        records: of,
        now,
        gslb: { remembered },
      }).plans[0];
    const first = at('2026-11-21T10:05:00Z', records, []);
    expect(first.planAgainAt).toBe(undefined);
    expect(
      first.delegations?.[0].members.map(each => [each.cluster, each.state]),
    ).toEqual([
      ['eu', 'joined'],
      ['us', 'leaving'],
    ]);
    // The portal was away for a while: what counts is when the set was seen to change.
    const after = applied(records, world(clusters, { records }));
    const second = at('2026-11-21T10:06:00Z', after, first.delegations ?? []);
    expect(second.units).toEqual([]);
    expect(second.planAgainAt).toBe('2026-11-21T10:06:30.000Z');
    const third = at('2026-11-21T10:06:30Z', after, second.delegations ?? []);
    expect(third.units.map(each => each.dnsName)).toEqual([ns('us')]);
    expect(third.planAgainAt).toBe(undefined);
  });
});
