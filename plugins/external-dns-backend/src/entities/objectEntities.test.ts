import { clusterView, KubeObject } from '@openova/dns-engine';
import { EntityIndex } from './entityIndex';
import { entitiesOfObject, withBackends } from './objectEntities';

const index = new EntityIndex(
  ['web', 'pay', 'data'].map(id => ({
    entityRef: `component:default/${id}`,
    id,
  })),
);

function service(namespace: string, name: string, id: string): KubeObject {
  const labels = { 'backstage.io/kubernetes-id': id };
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { namespace, name, labels },
  };
}

const view = clusterView('eu', [
  service('shop', 'web', 'web'),
  service('checkout', 'pay', 'pay'),
  service('db', 'data', 'data'),
]);

function entitiesOf(
  ...backendRefs: readonly Record<string, unknown>[]
): string[] {
  const route: KubeObject = {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { namespace: 'shop', name: 'front' },
    spec: { hostnames: ['shop.openova.io'], rules: [{ backendRefs }] },
  };
  const kept = withBackends(route, route, true);
  expect(kept.spec).toEqual({ hostnames: ['shop.openova.io'] });
  return entitiesOfObject(kept, view, index);
}

describe('the entities of a route', () => {
  it('are those of the Services that it sends traffic to', () => {
    expect(
      entitiesOf({ name: 'web' }, { name: 'pay', namespace: 'checkout' }),
    ).toEqual(['component:default/pay', 'component:default/web']);
  });

  it('are not those of a Service of that name in another namespace', () => {
    expect(entitiesOf({ name: 'pay' }, { name: 'gone' })).toEqual([]);
  });

  it('are not those of what is no Service, or has no name that one can have', () => {
    expect(
      entitiesOf(
        { name: 'web', kind: 'Bucket', group: 'storage.example.org' },
        { name: 'db/data' },
        { name: 'x db/data' },
        { name: 7 },
      ),
    ).toEqual([]);
  });
});
