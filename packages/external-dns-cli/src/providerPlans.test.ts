import { EndpointJson, ReplayResult, replayWorld } from '@openova/dns-engine';
import { nodeTxtCipher } from './nodeTxtCipher';
import { semanticsOf } from './providers';

/* Whatever a service makes of endpoints: what was planned once is not planned again. */

const endpoints = [
  ['A', 'openova.io', '192.0.2.1'],
  ['A', 'many.openova.io', '192.0.2.2', '192.0.2.1'],
  ['AAAA', 'many.openova.io', '2001:DB8:0::1'],
  ['CNAME', 'dot.openova.io', 'LB.Example.org.'],
  ['CNAME', 'idn.openova.io', 'bücher.example.org'],
  ['CNAME', 'elb.openova.io', 'lb-1.eu-central-1.elb.amazonaws.com'],
  ['MX', 'mail.openova.io', '10 mx1.example.org', '20 MX2.example.org.'],
  ['SRV', '_sip._tcp.openova.io', '0 50 443 sip.openova.io.'],
  ['NS', 'sub.openova.io', 'ns1.example.org'],
  ['CAA', 'caa.openova.io', '0 issue "ca.example.org"'],
  ['TXT', 'text.openova.io', 'v=spf1 -all'],
  ['TXT', 'quoted.openova.io', '"quoted"'],
  ['TXT', 'long.openova.io', 'x'.repeat(300)],
].map(([recordType, dnsName, ...targets]) => ({
  dnsName,
  recordType,
  targets,
  recordTTL: 30,
}));

function plan(
  provider: object,
  records: readonly EndpointJson[],
  wanted = endpoints,
): ReplayResult {
  return replayWorld(
    {
      id: 'plan',
      config: {
        sources: ['crd'],
        policy: 'sync',
        domainFilter: ['openova.io'],
        managedRecordTypes: [
          ...new Set(endpoints.map(each => each.recordType)),
        ],
        registry: {
          type: 'txt',
          txtOwnerId: 'me',
          txtPrefix: '_externaldns.',
        },
        providers: [provider],
      },
      clusters: {
        eu: [
          {
            apiVersion: 'externaldns.k8s.io/v1alpha1',
            kind: 'DNSEndpoint',
            metadata: { namespace: 'shop', name: 'web' },
            spec: { endpoints: wanted },
          },
        ],
      },
      records,
    },
    { semanticsOf, cipher: nodeTxtCipher },
  );
}

const standing = ({ changes }: ReplayResult): EndpointJson[] =>
  changes.create.map(({ labels: _, ...each }) => each);

describe.each([
  ['azure', {}],
  ['cloudflare', { proxied: true }],
  ['embedded', {}],
  ['google', {}],
  ['hetzner', {}],
  ['powerdns', {}],
  ['rfc2136', { minTtl: 120 }],
  ['route53', {}],
  ['webhook', {}],
])('%s', (type, settings) => {
  const provider = { type, ...settings };

  it('has nothing more to do once it is done', () => {
    const first = plan(provider, []);
    const records = standing(first);
    expect(records.length).toBeGreaterThan(20);
    const { changes, verdicts } = plan(provider, records);
    expect(Object.values(changes).flat()).toEqual([]);
    expect(new Set(verdicts.map(each => each.reason))).toEqual(
      new Set(['published']),
    );
  });

  it('deletes what it made, and nothing in between', () => {
    const records = standing(plan(provider, []));
    const [kept] = endpoints;
    const { changes } = plan(provider, records, [kept]);
    expect(changes.delete).toHaveLength(records.length - 2);
    // As they were given, though the service would tell some in another form.
    for (const { targets } of changes.delete) {
      expect(records.map(each => each.targets)).toContainEqual(targets);
    }
    expect([...changes.create, ...changes.updateNew]).toEqual([]);
  });
});
