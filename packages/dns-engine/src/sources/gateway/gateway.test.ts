import {
  collected,
  endpointLines,
  gateway,
  hostname,
  listener,
  route,
  verdictLines,
} from '../../__testUtils__/sourceWorld';
import { KubeObject } from '../source';

const httpRoutes = { sources: ['gateway-httproute'] };

function said(...objects: KubeObject[]) {
  const result = collected(objects, httpRoutes);
  return {
    wishes: endpointLines(result.wishes),
    verdicts: verdictLines(result),
  };
}

describe('routes', () => {
  it('are published at the addresses of the gateway that accepted them', () => {
    const { wishes, verdicts } = said(
      gateway({ addresses: ['192.0.2.1', '2001:db8::1'] }),
      route({ hostnames: ['WEB.openova.io', 'shop.openova.io'] }),
    );
    expect(wishes).toEqual([
      'A shop.openova.io 192.0.2.1',
      'A web.openova.io 192.0.2.1',
      'AAAA shop.openova.io 2001:db8::1',
      'AAAA web.openova.io 2001:db8::1',
    ]);
    expect(verdicts).toEqual([]);
  });

  it('name every object behind a shared host, the oldest first', () => {
    const { wishes } = collected(
      [
        gateway({}),
        route({ name: 'new', hostnames: ['web.openova.io'] }),
        route({
          name: 'old',
          hostnames: ['web.openova.io'],
          creationTimestamp: '2025-01-01T00:00:00Z',
        }),
      ],
      httpRoutes,
    );
    expect(wishes).toHaveLength(1);
    expect(wishes[0].origin.name).toBe('old');
    expect(wishes[0].endpoint.labels).toEqual({
      resource: 'httproute/shop/old',
    });
    expect(wishes[0].contributors.map(each => each.name)).toEqual([
      'old',
      'new',
    ]);
  });

  it('that no gateway accepted hold the names that they would have had', () => {
    const { wishes, verdicts } = said(
      gateway({ listeners: [listener({ hostname: '*.openova.io' })] }),
      route({ hostnames: ['web.openova.io'], accepted: false }),
      route({ name: 'any', accepted: false }),
    );
    expect(wishes).toEqual([]);
    expect(verdicts).toEqual([
      '*.openova.io: no-gateway-accepted',
      'web.openova.io: no-gateway-accepted',
    ]);
  });

  it('whose gateway lost its addresses hold their names', () => {
    const { verdicts } = said(
      gateway({ addresses: [] }),
      route({ hostnames: ['web.openova.io'] }),
    );
    expect(verdicts).toEqual(['web.openova.io: targets-lost']);
  });

  it('are judged by the parent on which they got furthest', () => {
    const { wishes, verdicts } = said(
      gateway({ name: 'empty', addresses: [] }),
      gateway({ name: 'narrow', listeners: [listener({ from: 'Same' })] }),
      route({
        hostnames: ['web.openova.io'],
        parents: ['gone', 'narrow', 'empty'],
      }),
    );
    expect(wishes).toEqual([]);
    expect(verdicts).toEqual(['web.openova.io: targets-lost']);
  });

  it('with one parent that works are published, whatever the others say', () => {
    const { wishes, verdicts } = said(
      gateway({}),
      gateway({ name: 'empty', addresses: [] }),
      route({ hostnames: ['web.openova.io'], parents: ['empty', 'gw'] }),
    );
    expect(wishes).toEqual(['A web.openova.io 192.0.2.1']);
    expect(verdicts).toEqual([]);
  });

  it.each([
    ['no such gateway', gateway({ name: 'x' }), 'gateway-not-found'],
    [
      'a gateway that cannot be read',
      { ...gateway({}), spec: { listeners: 'all' } },
      'gateway-broken',
    ],
    [
      'no listener of its protocol',
      gateway({ listeners: [listener({ protocol: 'TCP' })] }),
      'listener-not-found',
    ],
    [
      'a listener for another namespace',
      gateway({ listeners: [listener({ from: 'Same' })] }),
      'listener-not-allowed',
    ],
    [
      'a listener for another domain',
      gateway({ listeners: [listener({ hostname: '*.example.org' })] }),
      'hostname-not-on-listener',
    ],
  ])('say why they are not published: %s', (_, parent, reason) => {
    const { verdicts } = said(parent, route({ hostnames: ['web.openova.io'] }));
    expect(verdicts).toEqual([`web.openova.io: ${reason}`]);
  });

  it('without any hostname get one verdict without a name', () => {
    const { verdicts } = said(gateway({}), route({}));
    expect(verdicts).toEqual(['(no name): no-hostname']);
  });

  it('with a name that is none lose that name only', () => {
    const { wishes, verdicts } = said(
      gateway({}),
      route({ hostnames: ['web.openova.io', 'under_score.openova.io'] }),
    );
    expect(wishes).toEqual(['A web.openova.io 192.0.2.1']);
    expect(verdicts).toEqual(['under_score.openova.io: hostname-invalid']);
  });

  it('that are filtered keep a verdict for each of their names', () => {
    const result = collected(
      [
        gateway({}),
        route({
          hostnames: ['web.openova.io'],
          annotations: hostname('more.openova.io'),
        }),
        route({
          name: 'kept',
          labels: { dns: 'yes' },
          hostnames: ['a.openova.io'],
        }),
        route({ name: 'nameless' }),
      ],
      { ...httpRoutes, labelFilter: 'dns=yes' },
    );
    expect(endpointLines(result.wishes)).toEqual(['A a.openova.io 192.0.2.1']);
    expect(verdictLines(result)).toEqual([
      '(no name): filtered',
      'more.openova.io: filtered',
      'web.openova.io: filtered',
    ]);
  });

  it('that another controller takes care of are left to it', () => {
    const { verdicts } = said(
      gateway({}),
      route({
        hostnames: ['web.openova.io'],
        annotations: { 'external-dns.kubernetes.io/controller': 'else' },
      }),
    );
    expect(verdicts).toEqual(['web.openova.io: other-controller']);
  });

  it('note an annotation that differs under two prefixes', () => {
    const { wishes } = collected(
      [
        gateway({}),
        route({
          hostnames: ['web.openova.io'],
          annotations: {
            'external-dns.kubernetes.io/ttl': '60',
            'external-dns.alpha.kubernetes.io/ttl': '90',
          },
        }),
      ],
      httpRoutes,
    );
    expect(endpointLines(wishes)).toEqual([
      'A web.openova.io 192.0.2.1 ttl=60',
    ]);
    expect(wishes[0].note).toContain('ttl');
  });

  it('hold everything of theirs where their spec cannot be read', () => {
    const { wishes, verdicts } = said(
      gateway({}),
      route({ hostnames: 'web.openova.io' }),
    );
    expect(wishes).toEqual([]);
    expect(verdicts).toEqual(['(no name): broken-object']);
  });
});

describe('a template of hostnames', () => {
  const template = {
    fqdnTemplate: [
      '{{index .Labels "app" | printf "%s.x" }}.{{(index .Spec.Rules 0).Name}}.openova.io',
    ],
  };

  it('that fails costs only the object that it fails for', () => {
    const result = collected(
      [
        gateway({}),
        route({ name: 'a', hostnames: ['web.openova.io'] }),
        route({ name: 'b' }),
      ],
      { ...httpRoutes, ...template },
    );
    expect(endpointLines(result.wishes)).toEqual([
      'A web.openova.io 192.0.2.1',
    ]);
    expect(verdictLines(result)).toEqual(['(no name): template-failed']);
    expect(result.verdicts[0].params.detail).toContain('out of range');
  });

  it('that fails ends the sync in compat, as it does in ExternalDNS', () => {
    expect(() =>
      collected([gateway({}), route({})], {
        ...httpRoutes,
        ...template,
        compat: true,
        annotationPrefixes: ['external-dns.kubernetes.io/'],
      }),
    ).toThrow('httproute/shop/web: line 1, column');
  });
});
