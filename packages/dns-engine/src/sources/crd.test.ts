import {
  collected,
  dnsEndpoint,
  endpointLines,
  verdictLines,
} from '../__testUtils__/sourceWorld';
import { Options } from '../options/types';
import { KubeObject } from './source';

const delegation = [
  {
    dnsName: 'gslb.openova.io',
    recordType: 'NS',
    targets: ['gslb-ns-eu.openova.io'],
  },
];

function said(objects: KubeObject[], changes: Partial<Options> = {}) {
  const result = collected(objects, { sources: ['crd'], ...changes });
  return {
    wishes: endpointLines(result.wishes),
    verdicts: verdictLines(result),
  };
}

describe('DNSEndpoints', () => {
  it('are published as they are written', () => {
    const { wishes } = collected(
      [
        dnsEndpoint([
          {
            dnsName: 'mail.openova.io',
            recordType: 'MX',
            recordTTL: 300,
            targets: ['10 mx.openova.io'],
            labels: { team: 'mail' },
          },
        ]),
      ],
      { sources: ['crd'] },
    );
    expect(wishes[0].endpoint).toEqual({
      dnsName: 'mail.openova.io',
      recordType: 'MX',
      recordTTL: 300,
      targets: ['10 mx.openova.io'],
      labels: { team: 'mail', resource: 'crd/shop/one' },
    });
  });

  it('with one broken entry lose that entry only', () => {
    const { wishes, verdicts } = said([
      dnsEndpoint([
        { dnsName: 'a.openova.io', recordType: 'A', targets: ['192.0.2.1'] },
        { dnsName: 'b.openova.io', recordType: 'A', targets: '192.0.2.1' },
        { dnsName: 'c.openova.io', recordType: 'A', targets: ['none'] },
        { dnsName: 'd.openova.io', recordType: 'A', targets: ['192.0.2.1.'] },
        { dnsName: 'e.openova.io', recordType: 'SRV', targets: ['1 2 x.'] },
        { dnsName: 'f.openova.io', recordType: 'A' },
      ]),
    ]);
    expect(wishes).toEqual(['A a.openova.io 192.0.2.1']);
    expect(verdicts).toEqual([
      'b.openova.io: broken-object',
      'c.openova.io: broken-target',
      'd.openova.io: broken-target',
      'e.openova.io: broken-target',
      'f.openova.io: targets-lost',
    ]);
  });

  it('with a broken target take nothing from others of the name', () => {
    const endpoint = (target: string) => [
      { dnsName: 'a.openova.io', recordType: 'A', targets: [target] },
    ];
    const objects = [
      dnsEndpoint(endpoint('192.0.2.1')),
      dnsEndpoint(endpoint('none'), { name: 'two' }),
    ];
    expect(said(objects)).toEqual({
      wishes: ['A a.openova.io 192.0.2.1'],
      verdicts: ['a.openova.io: broken-target'],
    });
  });

  it('without targets get the default ones', () => {
    const { wishes } = said(
      [dnsEndpoint([{ dnsName: 'a.openova.io', recordType: 'A' }])],
      { defaultTargets: ['192.0.2.9', 'lb.example.org'] },
    );
    expect(wishes).toEqual([
      'A a.openova.io 192.0.2.9',
      'CNAME a.openova.io lb.example.org',
    ]);
  });

  it.each<Partial<KubeObject['metadata']>>([
    { labels: { 'k8gb.io/dnstype': 'extdns' } },
    { labels: { 'k8gb.absa.oss/dnstype': 'extdns' } },
    { annotations: { 'k8gb.absa.oss/dnstype': 'extdns' } },
  ])('of k8gb are left to k8gb: %j', metadata => {
    const objects = [dnsEndpoint(delegation, metadata)];
    expect(said(objects)).toEqual({
      wishes: [],
      verdicts: ['gslb.openova.io: k8gb-delegation-kept'],
    });
    const application = dnsEndpoint(delegation, {
      labels: { 'k8gb.io/dnstype': 'local' },
    });
    expect(said([application]).verdicts).toEqual([
      'gslb.openova.io: managed-by-k8gb',
    ]);
  });

  it('of k8gb are published in compat, as ExternalDNS does', () => {
    const objects = [
      dnsEndpoint(delegation, { labels: { 'k8gb.io/dnstype': 'extdns' } }),
    ];
    expect(said(objects, { compat: true }).wishes).toEqual([
      'NS gslb.openova.io gslb-ns-eu.openova.io',
    ]);
  });

  it('outside of the annotation filter leave the others alone', () => {
    const endpoint = (name: string) => [
      { dnsName: name, recordType: 'A', targets: ['192.0.2.1'] },
    ];
    const objects = [
      dnsEndpoint(endpoint('in.openova.io'), { annotations: { zone: 'a' } }),
      dnsEndpoint(endpoint('out.openova.io'), { name: 'two' }),
    ];
    const filter = { annotationFilter: 'zone=a' };
    expect(said(objects, filter)).toEqual({
      wishes: ['A in.openova.io 192.0.2.1'],
      verdicts: ['out.openova.io: filtered'],
    });
    expect(said(objects, { ...filter, compat: true }).wishes).toEqual([]);
  });
});
