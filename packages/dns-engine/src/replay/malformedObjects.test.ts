import * as fc from 'fast-check';
import { dnsEndpoint, owned, replay } from '../__testUtils__/worlds';
import { parseOptions } from '../options/parseOptions';
import { sources } from '../sources/sources';
import { WorldError } from './worldError';

/*
 * Objects that are anything, in whole worlds: what one of them says is never an
 * exception and costs no other its record, and each one is answered for. In compat,
 * where ExternalDNS ends on a broken object, it is the one sentence of an error.
 */

const numRuns = Number(process.env.PROPERTY_RUNS ?? 100);
jest.setTimeout(600_000);

const names = ['crd', 'service', 'ingress', 'gateway-httproute', 'node', 'pod'];
const registry = { type: 'txt', txtOwnerId: 'me' };
const [options] = parseOptions({
  sources: names,
  policy: 'sync',
  registry,
}).options;
const kinds = sources
  .filter(({ name }) => names.includes(name))
  .map(source => source.reads(options)[0]);

const huge = 'x'.repeat(100_000);
const leaf = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    -1,
    1e308,
    '',
    '.',
    '*',
    '\u0000',
    '__proto__',
    huge,
    'web.openova.io',
    `${'y'.repeat(63)}.openova.io`,
    'good.openova.io.evil',
    '_externaldns.a-good.openova.io',
    '"heritage=external-dns,external-dns/owner=me"',
    '192.0.2.9',
    '{{ .Name }}',
  ),
  fc.jsonValue({ maxDepth: 2 }),
);
const keys = fc.constantFrom(
  '__proto__',
  'constructor',
  'hostnames',
  'parentRefs',
  'parents',
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
  'rules',
  'host',
  'addresses',
  'ports',
  'external-dns.kubernetes.io/hostname',
  'external-dns.kubernetes.io/target',
  'external-dns.kubernetes.io/ttl',
);
/** Through JSON, so that __proto__ is a key of its own as it would be read. */
const part: fc.Arbitrary<unknown> = fc.letrec<{ part: unknown }>(tie => ({
  part: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    leaf,
    fc.array(tie('part'), { maxLength: 3 }),
    fc
      .array(fc.tuple(keys, tie('part')), { maxLength: 4 })
      .map(entries =>
        JSON.parse(
          `{${entries
            .map(([key, value]) => `"${key}":${JSON.stringify(value)}`)
            .join()}}`,
        ),
      ),
  ),
})).part;

const endpoint = fc.record(
  {
    dnsName: leaf,
    recordType: leaf,
    targets: fc.array(leaf, { maxLength: 2 }),
  },
  { requiredKeys: [] },
);
const malformed = fc
  .tuple(
    fc.constantFrom(...kinds),
    fc.oneof(
      part,
      fc.record({ endpoints: fc.array(endpoint, { maxLength: 3 }) }),
    ),
    part,
    part,
    part,
  )
  .map(([kind, spec, status, annotations, labels]) => ({
    apiVersion: `${kind.group ? `${kind.group}/` : ''}${kind.versions[0]}`,
    kind: kind.kind,
    spec,
    status,
    metadata: {
      ...(kind.namespaced ? { namespace: 'lab' } : {}),
      annotations,
      labels,
    },
  }));
const hundred = fc
  .array(malformed, { minLength: 100, maxLength: 100 })
  .map(objects =>
    objects.map((object, index) => ({
      ...object,
      metadata: { ...object.metadata, name: `m${index}` },
    })),
  );

const good = dnsEndpoint('web', [
  'A good.openova.io 192.0.2.2',
  'A new.openova.io 192.0.2.3',
]);
const records = [
  ...owned('A good.openova.io 192.0.2.1'),
  ...owned('A gone.openova.io 192.0.2.4', 'me', 'crd/shop/gone'),
];
const about = (name: string | undefined) =>
  /(^|[.-])(good|new|gone)\.openova\.io$/.test(name ?? '');

describe('10,000 malformed objects in worlds', () => {
  const config = {
    sources: names,
    fqdnTemplate: '{{ .Name }}.{{ .Namespace }}.openova.io',
    combineFqdnAnnotation: true,
  };

  it('cost no other its record, and each is answered for', () => {
    const expected = replay({ config, clusters: { eu: [good] }, records });
    fc.assert(
      fc.property(hundred, objects => {
        const { changes, verdicts } = replay({
          config,
          clusters: { eu: [...objects, good] },
          records,
        });
        for (const key of [
          'create',
          'updateOld',
          'updateNew',
          'delete',
        ] as const) {
          expect(changes[key].filter(each => about(each.dnsName))).toEqual(
            expected.changes[key],
          );
        }
        const answered = new Set(
          verdicts.map(({ origin }) => `${origin.kind} ${origin.name}`),
        );
        for (const { kind, metadata } of objects) {
          expect(answered).toContain(`${kind} ${metadata.name}`);
        }
        // What is created is owned, whatever the object said.
        const texts = changes.create.filter(each => each.recordType === 'TXT');
        expect(
          texts.every(each =>
            each.targets[0].startsWith(
              '"heritage=external-dns,external-dns/owner=me,',
            ),
          ),
        ).toBe(true);
      }),
      { numRuns },
    );
  });

  it('are an answer or one sentence in compat', () => {
    fc.assert(
      fc.property(hundred, objects => {
        // One by one: the first broken one ends it.
        for (const object of objects) {
          try {
            const result = replay({
              config: { ...config, compat: 'external-dns' },
              clusters: { eu: [object, good] },
              records,
            });
            expect(
              result.changes.updateNew.map(each => each.dnsName),
            ).toContain('good.openova.io');
          } catch (error) {
            expect(error).toBeInstanceOf(WorldError);
          }
        }
      }),
      { numRuns },
    );
  });
});

describe('an object', () => {
  const service = (annotations: Record<string, string>) => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { namespace: 'lab', name: 'big', annotations },
    spec: { type: 'LoadBalancer' },
    status: { loadBalancer: { ingress: [{ ip: '192.0.2.1' }] } },
  });

  it('may carry annotations of 10 MB', () => {
    const { verdicts } = replay({
      config: {
        sources: ['service', 'crd'],
        fqdnTemplate: '{{ .Annotations }}',
      },
      clusters: {
        eu: [
          service({
            'external-dns.kubernetes.io/hostname': 'a.openova.io,'.repeat(
              800_000,
            ),
            other: 'y'.repeat(10_000_000),
          }),
          good,
        ],
      },
    });
    expect(
      verdicts.map(({ origin, reason }) => `${origin.name} ${reason}`),
    ).toEqual(['big broken-object', 'web creating', 'web creating']);
  });

  it('may be nested 10,000 levels deep', () => {
    let deep: unknown = 'bottom';
    for (let level = 0; level < 10_000; level += 1) deep = { deep: [deep] };
    const { verdicts } = replay({
      clusters: {
        eu: [{ ...dnsEndpoint('deep', []), spec: { endpoints: deep } }, good],
      },
    });
    expect(
      verdicts.map(({ origin, reason }) => `${origin.name} ${reason}`),
    ).toEqual(['deep broken-object', 'web creating', 'web creating']);
  });
});
