import * as fc from 'fast-check';
import {
  dnsEndpoint,
  owned,
  replay,
  verdictsOf,
} from '../__testUtils__/worlds';

/* One verdict for each (origin, dnsName, recordType, setIdentifier). */

const web = 'A web.openova.io 192.0.2.1';
const prefix = 'external-dns.kubernetes.io/';
const older = 'external-dns.alpha.kubernetes.io/';

const service = (
  name: string,
  annotations: Record<string, string>,
  more: Record<string, unknown> = {},
) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { namespace: 'shop', name, annotations },
  spec: { type: 'LoadBalancer' },
  status: { loadBalancer: { ingress: [{ ip: '192.0.2.1' }] } },
  ...more,
});
const hostname = { [`${prefix}hostname`]: 'web.openova.io' };
const services = (config: object, ...objects: unknown[]) =>
  replay({
    config: { sources: ['service'], ...config },
    clusters: { eu: objects },
  });

describe('an object in scope', () => {
  it('without any name gets one with an empty name', () => {
    expect(services({}, service('web', {})).verdicts).toEqual([
      {
        dnsName: '',
        recordType: '',
        setIdentifier: '',
        origin: {
          cluster: 'eu',
          kind: 'Service',
          namespace: 'shop',
          name: 'web',
        },
        reason: 'no-hostname',
        detail: 'Service shop/web names no hostname.',
      },
    ]);
  });

  it.each([
    ['annotationFilter', { annotationFilter: 'team=dns' }, 'filtered'],
    ['labelFilter', { labelFilter: 'team=dns' }, 'filtered'],
    ['serviceTypeFilter', { serviceTypeFilter: 'NodePort' }, 'filtered'],
    [
      'targetNetFilter',
      { targetNetFilter: '198.51.100.0/24' },
      'targets-filtered',
    ],
    ['domainFilter', { domainFilter: 'example.org' }, 'outside-domain-filter'],
    [
      'excludeDomains',
      { excludeDomains: 'web.openova.io' },
      'outside-domain-filter',
    ],
    ['managedRecordTypes', { managedRecordTypes: 'CNAME' }, 'type-not-managed'],
    ['excludeRecordTypes', { excludeRecordTypes: ['A'] }, 'type-not-managed'],
  ])('that %s leaves out gets one, too', (_, config, reason) => {
    const { verdicts, changes } = services(config, service('web', hostname));
    expect(changes.create).toEqual([]);
    expect(verdicts).toMatchObject([
      { dnsName: 'web.openova.io', reason, origin: { name: 'web' } },
    ]);
  });

  it('of another controller, or reachable inside only, gets one', () => {
    const { verdicts } = services(
      {},
      service('other', { ...hostname, [`${prefix}controller`]: 'theirs' }),
      service('inside', hostname, {
        spec: { type: 'ClusterIP', clusterIP: '10.0.0.1' },
      }),
    );
    expect(verdicts.map(each => each.reason).sort()).toEqual([
      'not-published-internally',
      'other-controller',
    ]);
  });

  it('outside of the namespace is in no scope', () => {
    expect(
      services({ namespace: 'other' }, service('web', hostname)).verdicts,
    ).toEqual([]);
  });
});

describe('annotations under several prefixes', () => {
  const twice = { ...hostname, [`${older}hostname`]: 'old.openova.io' };

  it.each([
    ['the default order', {}, 'web.openova.io'],
    [
      'the order that is configured',
      { annotationPrefixes: [older, prefix] },
      'old.openova.io',
    ],
  ])(
    'count in %s, and the verdict says where they differ',
    (_, config, name) => {
      const { verdicts } = services(config, service('web', twice));
      expect(verdicts).toMatchObject([{ dnsName: name, reason: 'creating' }]);
      expect(verdicts[0].detail).toContain(
        'The annotation hostname stands under two prefixes with different values',
      );
    },
  );

  it('are read under the older one alone, and equal ones are no word worth', () => {
    const [alone] = services(
      {},
      service('web', { [`${older}hostname`]: 'web.openova.io' }),
    ).verdicts;
    const [same] = services(
      {},
      service('web', { ...hostname, [`${older}hostname`]: 'web.openova.io' }),
    ).verdicts;
    expect(alone).toEqual(same);
    expect(alone.detail).not.toContain('prefixes');
  });
});

describe('a wish that several speak of', () => {
  const gatewayApi = 'gateway.networking.k8s.io/v1';
  const gateway = (name: string) => ({
    apiVersion: gatewayApi,
    kind: 'Gateway',
    metadata: { namespace: 'shop', name },
    spec: { listeners: [{ name: 'http', protocol: 'HTTP', port: 80 }] },
    status: { addresses: [{ type: 'IPAddress', value: '192.0.2.1' }] },
  });
  const route = (parents: [string, string][]) => ({
    apiVersion: gatewayApi,
    kind: 'HTTPRoute',
    metadata: { namespace: 'shop', name: 'web' },
    spec: {
      hostnames: ['web.openova.io'],
      parentRefs: parents.map(([name]) => ({ name })),
    },
    status: {
      parents: parents.map(([name, status]) => ({
        parentRef: { name },
        conditions: [{ type: 'Accepted', status }],
      })),
    },
  });
  const reasonsOf = (...parents: [string, string][]) =>
    replay({
      config: { sources: ['gateway-httproute'] },
      clusters: { eu: [gateway('one'), gateway('two'), route(parents)] },
    }).verdicts.map(each => each.reason);

  it('has the verdict of the parent that got furthest', () => {
    expect(reasonsOf(['one', 'True'], ['two', 'False'])).toEqual(['creating']);
    expect(reasonsOf(['gone', 'True'], ['two', 'True'])).toEqual(['creating']);
    expect(reasonsOf(['one', 'False'])).toEqual(['no-gateway-accepted']);
    expect(reasonsOf(['gone', 'True'])).toEqual(['gateway-not-found']);
  });

  it('has one for each type and set identifier', () => {
    const lines = [
      web,
      web,
      'AAAA web.openova.io 2001:db8::1',
      `${web} set=eu`,
      'A web.openova.io x set=us',
    ];
    const { verdicts } = replay({
      clusters: { eu: [dnsEndpoint('web', lines)] },
    });
    expect(
      verdicts.map(
        each => `${each.recordType} ${each.setIdentifier} ${each.reason}`,
      ),
    ).toEqual([
      'A  creating',
      'A eu creating',
      'A us broken-target',
      'AAAA  creating',
    ]);
  });

  it('has one for each object that asks', () => {
    const result = replay({
      clusters: { eu: [dnsEndpoint('a', [web]), dnsEndpoint('b', [web])] },
      records: owned(web),
    });
    expect(verdictsOf(result)).toEqual([
      'eu/a web.openova.io A published',
      'eu/b web.openova.io A published',
    ]);
  });
});

describe('in any world', () => {
  const line = fc.constantFrom(
    web,
    'A web.openova.io x',
    'A web.openova.io 192.0.2.2 set=eu',
    'CNAME web.openova.io lb.example.org',
    'AAAA openova.io 2001:db8::1',
    'A web.example.org 192.0.2.1',
    'MX web.openova.io x',
    'A  192.0.2.1',
  );
  const objects = fc.array(
    fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.array(line, { maxLength: 4 })),
    { maxLength: 3 },
  );

  it('every wish has exactly one, sorted, and the order of objects changes nothing', () => {
    fc.assert(
      fc.property(objects, objects, fc.boolean(), (eu, us, isUnread) => {
        const made = (list: typeof eu) =>
          [...new Map(list)].map(([name, lines]) => dnsEndpoint(name, lines));
        const world = {
          clusters: { eu: made(eu), us: isUnread ? null : made(us) },
          records: [
            ...owned(web),
            ...owned('AAAA openova.io 2001:db8::2', 'other'),
          ],
        };
        const result = replay(world);
        const keys = result.verdicts.map(each =>
          JSON.stringify([
            each.origin,
            each.dnsName,
            each.recordType,
            each.setIdentifier,
          ]),
        );
        expect(new Set(keys).size).toBe(keys.length);
        for (const [cluster, list] of Object.entries(world.clusters)) {
          for (const object of list ?? []) {
            const asked = new Set(
              object.spec.endpoints.map(
                each =>
                  `${each.dnsName} ${each.recordType} ${
                    each.setIdentifier ?? ''
                  }`,
              ),
            );
            const answered = result.verdicts.filter(
              ({ origin }) =>
                origin.cluster === cluster &&
                origin.name === object.metadata.name,
            );
            expect(
              new Set(
                answered.map(
                  each =>
                    `${each.dnsName} ${each.recordType} ${each.setIdentifier}`,
                ),
              ),
            ).toEqual(asked.size > 0 ? asked : new Set(['  ']));
          }
        }
        const { clusters } = world;
        const turned = {
          ...world,
          records: [...world.records].reverse(),
          clusters: {
            us: clusters.us && [...clusters.us].reverse(),
            eu: [...clusters.eu].reverse(),
          },
        };
        expect(replay(turned)).toEqual(result);
      }),
      { numRuns: Number(process.env.PROPERTY_RUNS ?? 300) },
    );
  });
});
