import { clusterView, kinds, KubeObject } from '@openova/dns-engine';
import fc from 'fast-check';
import { KeptObjects } from './keptObjects';

const objects: fc.Arbitrary<KubeObject> = fc
  .tuple(
    fc.constantFrom('a', 'b'),
    fc.constantFrom('x', 'y', 'z'),
    fc.constantFrom('2026-01-01T00:00:00Z', '2026-02-01T00:00:00Z'),
    fc.nat(2),
  )
  .map(([namespace, name, creationTimestamp, spec]) => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { namespace, name, creationTimestamp },
    spec,
  }));

type Step =
  | { do: 'put'; object: KubeObject }
  | { do: 'remove'; object: KubeObject }
  | { do: 'replace'; all: KubeObject[] }
  | { do: 'list' };

const steps: fc.Arbitrary<Step> = fc.oneof(
  objects.map(object => ({ do: 'put' as const, object })),
  objects.map(object => ({ do: 'remove' as const, object })),
  fc.array(objects).map(all => ({ do: 'replace' as const, all })),
  fc.constant({ do: 'list' as const }),
);

const keyOf = (object: KubeObject) =>
  `${object.metadata.namespace}/${object.metadata.name}`;

const textOf = (model: ReadonlyMap<string, KubeObject>) =>
  [...model.values()]
    .map(object => JSON.stringify(object))
    .sort()
    .join('\n');

describe('kept objects', () => {
  it('are, after any changes, what a view over plain objects shows', () => {
    fc.assert(
      fc.property(fc.array(steps), given => {
        const kept = new KeptObjects();
        let model = new Map<string, KubeObject>();
        const snapshots: {
          of: ReturnType<KeptObjects['snapshot']>;
          said: KubeObject[];
        }[] = [];
        for (const step of given) {
          const before = textOf(model);
          const revision = kept.revision;
          if (step.do === 'put') {
            kept.put(step.object);
            model.set(keyOf(step.object), step.object);
          } else if (step.do === 'remove') {
            const { namespace = '', name } = step.object.metadata;
            kept.remove(namespace, name);
            model.delete(keyOf(step.object));
          } else if (step.do === 'replace') {
            kept.replace(step.all.map(object => kept.known(object)));
            model = new Map(step.all.map(object => [keyOf(object), object]));
          }
          const isChange = textOf(model) !== before;
          expect(kept.revision !== revision).toBe(isChange);
          const expected = clusterView('eu', [...model.values()]);
          expect(kept.size).toBe(model.size);
          snapshots.push({ of: kept.snapshot(), said: [...kept.list()] });
          for (const namespace of ['', 'a', 'c']) {
            expect([...kept.list(namespace)]).toEqual([
              ...expected.list(kinds.service, namespace),
            ]);
          }
        }
        for (const { of, said } of snapshots) {
          expect([...of.list()]).toEqual(said);
          for (const object of said) {
            const { namespace = '', name } = object.metadata;
            expect(of.get(namespace, name)).toBe(object);
          }
        }
      }),
    );
  });
});
