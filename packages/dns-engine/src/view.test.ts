import { gateway, route } from './__testUtils__/sourceWorld';
import { kinds } from './sources/kinds';
import { KubeObject } from './sources/source';
import { clusterView } from './view';

describe('a view over objects', () => {
  it('lists by age, then namespace and name', () => {
    const view = clusterView('eu', [
      route({ name: 'young', creationTimestamp: '2026-06-01T00:00:00Z' }),
      route({ name: 'b' }),
      route({ name: 'a' }),
    ]);
    const listed = [...view.list(kinds.httpRoute)];
    expect(listed.map(each => each.metadata.name)).toEqual(['a', 'b', 'young']);
    expect([...view.list(kinds.httpRoute, 'lab')]).toEqual([]);
  });

  it('finds by name, in any version that is known', () => {
    const older = {
      ...gateway({}),
      apiVersion: 'gateway.networking.k8s.io/v1beta1',
    };
    const unknown = {
      ...gateway({ name: 'new' }),
      apiVersion: 'gateway.networking.k8s.io/v9',
    };
    const view = clusterView('eu', [older, unknown]);
    expect(view.get(kinds.gateway, 'infra', 'gw')).toBe(older);
    expect(view.get(kinds.gateway, 'infra', 'new')).toBeUndefined();
    expect([...view.list(kinds.gateway)]).toEqual([older]);
  });

  it('takes the last of two objects with one identity', () => {
    const last = route({ hostnames: ['b.openova.io'] });
    const view = clusterView('eu', [route({}), last]);
    expect([...view.list(kinds.httpRoute)]).toEqual([last]);
  });

  it('leaves out what is no object', () => {
    const odd: unknown[] = [
      null,
      7,
      [],
      { kind: 'HTTPRoute' },
      { apiVersion: 1 },
    ];
    const view = clusterView('eu', odd as KubeObject[]);
    expect([...view.list(kinds.httpRoute)]).toEqual([]);
  });
});
