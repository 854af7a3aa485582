import { both, cloud, installed, two, zd } from '../__testUtils__/k8gbClusters';
import { acceptedRoute, gslb } from '../__testUtils__/k8gbWorld';
import { config } from '../__testUtils__/worlds';
import { planWorld } from '../replay';

const host = `web.${cloud}`;

const web = (tag: string, exposed: string, health = 'Healthy') => [
  gslb(
    'web',
    { kind: 'HTTPRoute', name: 'web' },
    { type: 'failover', primaryGeoTag: 'eu' },
    { geoTag: tag, health: { [host]: health }, exposed: [exposed] },
  ),
  ...acceptedRoute('web', [host]),
];

function hostOf(
  clusters: Record<string, unknown[] | null>,
  more: Record<string, unknown> = {},
) {
  const { plans } = planWorld({
    id: 'test',
    config: { ...config, domainFilter: ['example.org'], sources: ['k8gb'] },
    clusters,
    ...more,
  });
  return plans[0].delegations?.[0].hosts.map(({ clusters: of }) =>
    of.map(({ cluster, label, health, expected }) => ({
      cluster,
      label,
      health,
      expected,
    })),
  )[0];
}

describe('a host as people are shown it', () => {
  it('is answered by its primary everywhere, else by the others', () => {
    const label = 'GslbHttpRoute';
    const clusters = (health: string) => ({
      eu: [...two().eu, ...web('eu', '192.0.2.80', health)],
      us: [...two().us, ...web('us', '198.51.100.80')],
    });
    expect(hostOf(clusters('Healthy'))).toEqual([
      { cluster: 'eu', label, health: 'Healthy', expected: ['192.0.2.80'] },
      { cluster: 'us', label, health: 'Healthy', expected: ['192.0.2.80'] },
    ]);
    expect(hostOf(clusters('Unhealthy'))?.map(each => each.expected)).toEqual([
      ['198.51.100.80'],
      ['198.51.100.80'],
    ]);
  });

  it('does not exist where a member has no Gslb for it', () => {
    const clusters = {
      eu: [...two().eu, ...web('eu', '192.0.2.80')],
      us: two().us,
    };
    expect(hostOf(clusters)?.[1]).toEqual({
      cluster: 'us',
      label: '',
      health: null,
      expected: [],
    });
  });

  it('is what it was in a cluster that cannot be read', () => {
    const us = [...two().us, ...web('us', '198.51.100.80')];
    const clusters = {
      eu: [...two().eu, ...web('eu', '192.0.2.80', 'Unhealthy')],
      us: null,
    };
    expect(hostOf(clusters, { last: { us } })?.[1].expected).toEqual([
      '198.51.100.80',
    ]);
  });

  it('loses the addresses of a member that leaves', () => {
    const leaving = zd('cloud', { deletionTimestamp: '2026-11-21T10:00:00Z' });
    const clusters = {
      eu: [...two().eu, ...web('eu', both.eu[0], 'Unhealthy')],
      us: [installed('us'), leaving, ...web('us', both.us[0])],
    };
    expect(hostOf(clusters)?.map(each => each.expected)).toEqual([[], null]);
  });
});
