import {
  collected,
  dnsEndpoint,
  endpointLines,
  hostname,
  loadBalancer,
  optionsWith,
  verdictLines,
} from '../__testUtils__/sourceWorld';
import { combine } from '../sources/combine';
import { collectSource } from '../sources/collect';
import { service } from '../sources/service/service';
import { clusterView } from '../view';
import { Options } from '../options/types';

function said(endpoints: unknown, changes: Partial<Options> = {}) {
  const result = collected([dnsEndpoint(endpoints)], {
    sources: ['crd'],
    ...changes,
  });
  return {
    wishes: endpointLines(result.wishes),
    verdicts: verdictLines(result),
  };
}

function a(...targets: string[]) {
  return [{ dnsName: 'web.openova.io', recordType: 'A', targets }];
}

describe('wrappers', () => {
  it('let two sources that say the same be one wish', () => {
    const { wishes } = collected(
      [
        loadBalancer({ annotations: hostname('web.openova.io') }),
        dnsEndpoint(a('192.0.2.10')),
      ],
      { sources: ['service', 'crd'] },
    );
    expect(wishes).toHaveLength(1);
    expect(wishes[0].origin.kind).toBe('Service');
    expect(wishes[0].contributors.map(each => each.kind)).toEqual([
      'Service',
      'DNSEndpoint',
    ]);
  });

  it('keep clusters apart, and what came in as it was', () => {
    const options = optionsWith();
    const found = ['eu', 'us'].map(cluster => {
      const objects = [
        loadBalancer({ annotations: hostname('web.openova.io') }),
      ];
      return collectSource(service, clusterView(cluster, objects), options);
    });
    const before = JSON.stringify(found);
    const { wishes } = combine([...found, found[0]], options, {
      type: 'webhook',
      recordTypes: [],
    });
    expect(wishes.map(each => each.origin.cluster)).toEqual(['eu', 'us']);
    expect(JSON.stringify(found)).toBe(before);
  });

  it('join 20,000 objects of one name, each once', () => {
    const objects = Array.from({ length: 20_000 }, (_, index) =>
      loadBalancer({
        name: `s${index}`,
        annotations: hostname('web.openova.io'),
        ingress: [{ ip: `192.0.2.${index % 250}` }],
      }),
    );
    const { wishes } = collected(objects, {
      sources: ['service'],
      createPtr: true,
      managedRecordTypes: ['A', 'PTR'],
    });
    const address = wishes.find(each => each.endpoint.recordType === 'A');
    expect(address?.endpoint.targets).toHaveLength(250);
    expect(address?.contributors).toHaveLength(20_000);
    expect(wishes).toHaveLength(251);
  });

  it('drop targets outside of the wanted networks, and say so of names without any', () => {
    expect(
      said(
        [
          ...a('192.0.2.1', '203.0.113.1'),
          {
            dnsName: 'x.openova.io',
            recordType: 'CNAME',
            targets: ['lb.example.org'],
          },
        ],
        {
          targetNetFilter: ['192.0.2.0/24', 'nonsense'],
        },
      ),
    ).toEqual({
      wishes: ['A web.openova.io 192.0.2.1'],
      verdicts: ['x.openova.io: targets-filtered'],
    });
  });

  it('translate by NAT64, and refuse a network that is none', () => {
    const aaaa = [
      {
        dnsName: 'web.openova.io',
        recordType: 'AAAA',
        targets: ['2001:db8:64::c000:201', '2001:db8::1'],
      },
    ];
    expect(said(aaaa, { nat64Networks: ['2001:db8:64::/96'] }).wishes).toEqual([
      'A web.openova.io 192.0.2.1',
      'AAAA web.openova.io 2001:db8:64::c000:201,2001:db8::1',
    ]);
    expect(() => said(aaaa, { nat64Networks: ['192.0.2.0/24'] })).toThrow(
      'no IPv6 network of length 96',
    );
  });

  it('tell of an alias that NAT64 cannot translate, and publish the rest', () => {
    const alias = [
      ...a('192.0.2.1'),
      {
        dnsName: 'alias.openova.io',
        recordType: 'AAAA',
        targets: ['lb.example.org'],
        providerSpecific: [{ name: 'alias', value: 'true' }],
      },
    ];
    const options = { nat64Networks: ['2001:db8:64::/96'] };
    expect(said(alias, options)).toEqual({
      wishes: [
        'A web.openova.io 192.0.2.1',
        'AAAA alias.openova.io lb.example.org',
      ],
      verdicts: ['alias.openova.io: broken-target'],
    });
    expect(() => said(alias, { ...options, compat: true })).toThrow('NAT64');
  });

  it('add PTR records with every object behind them', () => {
    const { wishes } = collected(
      [
        dnsEndpoint([
          {
            dnsName: 'a.openova.io',
            recordType: 'A',
            recordTTL: 60,
            targets: ['192.0.2.1'],
          },
          { dnsName: '*.openova.io', recordType: 'A', targets: ['192.0.2.1'] },
        ]),
        dnsEndpoint(
          [
            {
              dnsName: 'b.openova.io',
              recordType: 'A',
              recordTTL: 30,
              targets: ['192.0.2.1'],
            },
          ],
          { name: 'two' },
        ),
      ],
      { sources: ['crd'], createPtr: true, managedRecordTypes: ['A', 'PTR'] },
    );
    const pointer = wishes.find(each => each.endpoint.recordType === 'PTR');
    expect(pointer?.endpoint).toEqual({
      dnsName: '1.2.0.192.in-addr.arpa',
      recordType: 'PTR',
      recordTTL: 30,
      targets: ['a.openova.io', 'b.openova.io'],
    });
    expect(pointer?.contributors.map(each => each.name)).toEqual([
      'one',
      'two',
    ]);
  });

  it('fill in the TTL, drop foreign properties, prefer aliases', () => {
    const endpoints = [
      {
        dnsName: 'web.openova.io',
        recordType: 'CNAME',
        targets: ['lb.example.org'],
        providerSpecific: [
          { name: 'webhook/b', value: '1' },
          { name: 'aws/weight', value: '2' },
        ],
      },
    ];
    const { wishes } = collected([dnsEndpoint(endpoints)], {
      sources: ['crd'],
      minTtl: 60,
      preferAlias: true,
    });
    expect(wishes[0].endpoint).toMatchObject({
      recordTTL: 60,
      providerSpecific: [
        { name: 'alias', value: 'true' },
        { name: 'webhook/b', value: '1' },
      ],
    });
  });

  it.each([
    ['A', 'lb.example.org'],
    ['AAAA', '192.0.2.1'],
    ['MX', '70000 mx.openova.io'],
    ['SRV', '0 50 443 web.openova.io'],
    ['PTR', 'web.openova.io'],
  ])('refuse an %s record with the target %s', (recordType, target) => {
    const { wishes, verdicts } = said([
      { dnsName: 'web.openova.io', recordType, targets: [target] },
    ]);
    expect(wishes).toEqual([]);
    expect(verdicts).toEqual(['web.openova.io: broken-target']);
  });
});
