import fc from 'fast-check';
import {
  collected,
  dnsEndpoint,
  gateway,
  hostname,
  loadBalancer,
  optionsWith,
  route,
} from '../__testUtils__/sourceWorld';
import { reasons } from '../reasons';
import { clusterView, identityOf } from '../view';
import { collectSource } from './collect';
import { kinds } from './kinds';
import { Kind, KubeObject } from './source';
import { sources } from './sources';

const good: KubeObject[] = [
  gateway({}),
  route({ hostnames: ['web.openova.io', 'shop.openova.io'] }),
  loadBalancer({ name: 'good', annotations: hostname('lb.openova.io') }),
  dnsEndpoint(
    [{ dnsName: 'mx.openova.io', recordType: 'A', targets: ['192.0.2.3'] }],
    { name: 'good' },
  ),
];

/** Anything that JSON can hold, with the keys and sizes that hurt. */
const hostileJson = fc.letrec<{ value: unknown }>(tie => ({
  value: fc.oneof(
    { maxDepth: 5, depthSize: 'small' },
    fc.constantFrom<unknown>(
      null,
      true,
      0,
      -1,
      1e308,
      '',
      '.',
      '*',
      '\u0000',
      '__proto__',
      'web.openova.io',
      'x'.repeat(70),
      `${'y'.repeat(63)}.`.repeat(40),
      '192.0.2.1',
      '999.0.0.1',
      '::ffff:192.0.2.1',
      'Accepted',
      'True',
      'LoadBalancer',
      'None',
    ),
    fc.string({ maxLength: 20 }),
    fc.array(tie('value'), { maxLength: 4 }),
    fc
      .array(
        fc.tuple(
          fc.constantFrom(
            '__proto__',
            'constructor',
            'toString',
            'name',
            'namespace',
            'hostnames',
            'parentRefs',
            'parents',
            'parentRef',
            'conditions',
            'type',
            'status',
            'endpoints',
            'dnsName',
            'recordType',
            'targets',
            'labels',
            'providerSpecific',
            'loadBalancer',
            'ingress',
            'ip',
            'rules',
            'host',
            'tls',
            'hosts',
            'addresses',
            'address',
            'ports',
            'nodePort',
            'selector',
            'clusterIP',
          ),
          tie('value'),
        ),
        { maxLength: 5 },
      )
      // Through JSON, so that __proto__ is a key of its own as it would be read.
      .map(entries =>
        JSON.parse(
          `{${entries
            .map(([key, value]) => `"${key}":${JSON.stringify(value)}`)
            .join(',')}}`,
        ),
      ),
  ),
})).value;

const readKinds = [
  ...new Map(
    sources.map(source => {
      const [first] = source.reads(optionsWith());
      return [first.kind, first] as const;
    }),
  ).values(),
];

const annotations = fc.oneof(
  hostileJson,
  fc.record(
    {
      'external-dns.kubernetes.io/hostname': fc.oneof(
        fc.string({ maxLength: 40 }),
        fc.constant('a.openova.io,,b.openova.io'),
        hostileJson,
      ),
      'external-dns.kubernetes.io/target': fc.oneof(
        fc.string({ maxLength: 40 }),
        hostileJson,
      ),
      'external-dns.kubernetes.io/ttl': fc.string({ maxLength: 20 }),
      'external-dns.alpha.kubernetes.io/ttl': fc.string({ maxLength: 20 }),
    },
    { requiredKeys: [] },
  ),
);

let counter = 0;

/** An object of the kind whose name is its own, and whose rest is anything. */
function malformed(kind: Kind): fc.Arbitrary<KubeObject> {
  return fc
    .record({
      metadata: fc.oneof(
        { weight: 1, arbitrary: hostileJson },
        {
          weight: 6,
          arbitrary: fc.record({
            namespace: fc.constant(kind.namespaced ? 'lab' : undefined),
            annotations,
            labels: hostileJson,
            creationTimestamp: hostileJson,
          }),
        },
      ),
      spec: hostileJson,
      status: hostileJson,
    })
    .map(({ metadata, spec, status }) => {
      counter += 1;
      const named =
        typeof metadata === 'object' &&
        metadata !== null &&
        'labels' in metadata
          ? { ...metadata, name: `m${counter}` }
          : metadata;
      const group = kind.group ? `${kind.group}/` : '';
      const object: unknown = {
        apiVersion: `${group}${kind.versions[0]}`,
        kind: kind.kind,
        metadata: named,
        spec,
        status,
      };
      return object as KubeObject;
    });
}

const malformedObject = fc.oneof(...readKinds.map(malformed));

/** Kinds that no source publishes, but that others lean on. */
const leanedOn = fc.oneof(
  ...[
    kinds.gateway,
    kinds.listenerSet,
    kinds.namespace,
    kinds.endpointSlice,
    kinds.node,
    kinds.pod,
  ].map(malformed),
);

function aboutGood(result: ReturnType<typeof collected>): string {
  const isGood = (origin: { namespace: string; name: string }) =>
    good.some(object => {
      const { namespace, name } = identityOf(object);
      return namespace === origin.namespace && name === origin.name;
    });
  return JSON.stringify([
    result.wishes.filter(each => isGood(each.origin)),
    result.verdicts.filter(each => isGood(each.origin)),
  ]);
}

describe('malformed objects', () => {
  const allSources = { sources: sources.map(each => each.name) };

  it('10,000 of them: none throws, touches another, or goes without an answer', () => {
    const expected = aboutGood(collected(good, allSources));
    fc.assert(
      fc.property(
        fc.array(malformedObject, { minLength: 100, maxLength: 100 }),
        objects => {
          const result = collected([...objects, ...good], allSources);
          expect(aboutGood(result)).toBe(expected);
          const answered = new Set(
            [
              ...result.wishes.flatMap(each => each.contributors),
              ...result.verdicts.map(each => each.origin),
            ].map(each => `${each.kind} ${each.namespace}/${each.name}`),
          );
          for (const object of objects) {
            const { namespace, name } = identityOf(object);
            expect(answered).toContain(`${object.kind} ${namespace}/${name}`);
          }
        },
      ),
      { numRuns: 100 },
    );
  });

  it('that others lean on cost only those that lean on them', () => {
    const changes = {
      sources: sources.map(each => each.name),
      gatewayListenerSets: true,
      alwaysPublishNotReadyAddresses: true,
    };
    const nodePort = {
      ...loadBalancer({ name: 'good', annotations: hostname('np.openova.io') }),
      spec: { type: 'NodePort', externalTrafficPolicy: 'Local' },
    };
    const expected = aboutGood(collected([...good, nodePort], changes));
    fc.assert(
      fc.property(
        fc.array(leanedOn, { minLength: 20, maxLength: 20 }),
        objects => {
          const leaning = objects.map(({ kind = '' }, index) => ({
            ...route({ name: `lean${index}`, hostnames: ['lean.openova.io'] }),
            spec: {
              parentRefs: [
                {
                  kind,
                  name: identityOf(objects[index]).name,
                  namespace: 'lab',
                },
              ],
              hostnames: ['lean.openova.io'],
            },
          }));
          const all = [...objects, ...leaning, ...good, nodePort];
          const result = collected(all, changes);
          expect(aboutGood(result)).toBe(expected);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('are kept without throwing, and say the same when they were trimmed', () => {
    const options = optionsWith(allSources);
    fc.assert(
      fc.property(
        fc.array(malformedObject, { minLength: 10, maxLength: 10 }),
        objects => {
          for (const source of sources) {
            const read = source.reads(options);
            const all = [...objects, ...good];
            const kept = all.map(object => {
              const kind = read.find(each => each.kind === object.kind);
              return kind ? source.keep(kind, object, options) : object;
            });
            const [whole, trimmed] = [all, kept].map(each => {
              const found = collectSource(
                source,
                clusterView('eu', each),
                options,
              );
              return JSON.stringify([
                found.wishes,
                found.verdicts.map(({ dnsName, reason }) => [dnsName, reason]),
              ]);
            });
            expect(trimmed).toBe(whole);
          }
        },
      ),
      { numRuns: 100 },
    );
  });

  it('may carry an annotation of 10 MB', () => {
    const huge = 'a.openova.io,'.repeat(800_000);
    const result = collected([
      ...good,
      loadBalancer({ name: 'huge', annotations: hostname(huge) }),
    ]);
    const ofHuge = result.verdicts.filter(each => each.origin.name === 'huge');
    expect(ofHuge.map(each => each.reason)).toEqual(['broken-object']);
    expect(ofHuge[0].params.detail).toContain('256 KiB');
  });

  it('may be nested 10,000 levels deep', () => {
    let deep: unknown = 'bottom';
    for (let level = 0; level < 10_000; level += 1)
      deep = { deep, list: [deep] };
    const result = collected([
      ...good,
      dnsEndpoint([{ dnsName: 'deep.openova.io', targets: [deep] }]),
    ]);
    expect(
      result.verdicts.filter(each => each.origin.name === 'one'),
    ).toMatchObject([{ dnsName: 'deep.openova.io', reason: 'broken-object' }]);
  });
});

describe('verdicts', () => {
  const everySource = { sources: sources.map(each => each.name) };

  it('are one for each thing, and have a value for every placeholder', () => {
    fc.assert(
      fc.property(
        fc.array(malformedObject, { minLength: 50, maxLength: 50 }),
        objects => {
          const { verdicts } = collected([...objects, ...good], everySource);
          const keys = verdicts.map(
            ({ origin, dnsName, recordType, ...rest }) =>
              JSON.stringify([origin, dnsName, recordType, rest.setIdentifier]),
          );
          expect(new Set(keys).size).toBe(keys.length);
          for (const { reason, params } of verdicts) {
            const { sentence, fix } = reasons[reason];
            const wanted = `${sentence} ${fix}`.match(/\{\w+\}/g) ?? [];
            const given = [
              ...['kind', 'namespace', 'name', 'cluster', 'dnsName'],
              ...Object.keys(params),
            ];
            for (const each of wanted)
              expect(given).toContain(each.slice(1, -1));
          }
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe('the order of objects', () => {
  it('changes nothing', () => {
    const objects = [
      gateway({}),
      gateway({ name: 'other', addresses: ['192.0.2.2', 'lb.example.org'] }),
      route({
        name: 'a',
        hostnames: ['x.openova.io'],
        parents: ['gw', 'other'],
      }),
      route({ name: 'b', hostnames: ['x.openova.io'], parents: ['other'] }),
      route({ name: 'c', hostnames: ['y.openova.io'], accepted: false }),
      loadBalancer({ name: 'a', annotations: hostname('x.openova.io') }),
      loadBalancer({ name: 'b', annotations: hostname('x.openova.io') }),
      dnsEndpoint([
        { dnsName: 'x.openova.io', recordType: 'A', targets: ['192.0.2.1'] },
      ]),
    ];
    const expected = JSON.stringify(collected(objects));
    fc.assert(
      fc.property(
        fc.shuffledSubarray(objects, { minLength: objects.length }),
        shuffled => {
          expect(JSON.stringify(collected(shuffled))).toBe(expected);
        },
      ),
      { numRuns: 200 },
    );
  });
});
