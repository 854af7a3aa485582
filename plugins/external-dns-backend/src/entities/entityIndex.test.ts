import { Entity } from '@backstage/catalog-model';
import { matchesSelector, parseLabelSelector } from '@openova/dns-engine';
import fc from 'fast-check';
import { EntityIndex, EntityTarget, targetOf } from './entityIndex';

function entity(annotations?: Record<string, string>): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'web', annotations },
  };
}

describe('targetOf', () => {
  const entityRef = 'component:default/web';

  it.each([
    [undefined, undefined],
    [{ 'example.org/other': 'x' }, undefined],
    [{ 'backstage.io/kubernetes-id': 'shop' }, { entityRef, id: 'shop' }],
    [
      {
        'backstage.io/kubernetes-id': 'shop',
        'backstage.io/kubernetes-label-selector': 'app=web',
      },
      { entityRef, selector: 'app=web' },
    ],
    [
      { 'backstage.io/kubernetes-namespace': 'checkout' },
      { entityRef, id: 'web', namespace: 'checkout' },
    ],
    [
      {
        'backstage.io/kubernetes-id': 'shop',
        'backstage.io/kubernetes-cluster': 'eu',
      },
      { entityRef, id: 'shop', cluster: 'eu' },
    ],
  ])('reads %j as the kubernetes plugin does', (annotations, target) => {
    expect(targetOf(entity(annotations))).toEqual(target);
  });
});

const selectors = [
  'app=web',
  'app in (web, api)',
  'app!=web',
  'tier',
  '!tier',
  'app=web,tier=front',
  'tier,app in (api)',
];

const targets: fc.Arbitrary<EntityTarget> = fc.record(
  {
    entityRef: fc.constantFrom('component:default/a', 'api:default/b'),
    selector: fc.constantFrom(...selectors),
    namespace: fc.constantFrom('shop', 'infra'),
    cluster: fc.constantFrom('eu', 'us'),
  },
  { requiredKeys: ['entityRef', 'selector'], noNullPrototype: true },
);

const objects = fc.record(
  {
    cluster: fc.constantFrom('eu', 'us'),
    namespace: fc.constantFrom('shop', 'infra'),
    labels: fc.dictionary(
      fc.constantFrom('app', 'tier', 'toString'),
      fc.constantFrom('web', 'api', 'front'),
      { noNullPrototype: true },
    ),
  },
  { noNullPrototype: true },
);

describe('an index of entities', () => {
  it('finds the entities that asking each of them finds', () => {
    fc.assert(
      fc.property(fc.array(targets), objects, (given, object) => {
        const asked = given
          .filter(
            ({ selector = '', namespace, cluster }) =>
              matchesSelector(parseLabelSelector(selector), object.labels) &&
              (namespace ?? object.namespace) === object.namespace &&
              (cluster ?? object.cluster) === object.cluster,
          )
          .map(target => target.entityRef);
        expect(new EntityIndex(given).entitiesOf(object)).toEqual(
          [...new Set(asked)].sort(),
        );
      }),
    );
  });

  it('finds entities by id, several for one object', () => {
    const index = new EntityIndex([
      { entityRef: 'component:default/b', id: 'shop' },
      { entityRef: 'component:default/a', id: 'shop' },
      { entityRef: 'component:default/c', id: 'other' },
    ]);
    const labels = { 'backstage.io/kubernetes-id': 'shop' };
    expect(
      index.entitiesOf({ cluster: 'eu', namespace: 'shop', labels }),
    ).toEqual(['component:default/a', 'component:default/b']);
  });

  it('leaves out what it cannot read, and says whose it is', () => {
    const index = new EntityIndex([
      { entityRef: 'component:default/a', selector: 'app in (' },
      { entityRef: 'component:default/b', selector: 'app=web' },
    ]);
    const labels = { app: 'web' };
    expect(
      index.entitiesOf({ cluster: 'eu', namespace: 'shop', labels }),
    ).toEqual(['component:default/b']);
    expect(index.mistakes).toEqual([
      expect.stringContaining('component:default/a cannot be read'),
    ]);
  });
});
