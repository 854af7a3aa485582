import { Endpoint } from '@openova/dns-engine';
import { cloudflareSemantics } from './engine';

const proxiedName = 'external-dns.kubernetes.io/cloudflare-proxied';

function adjust(
  endpoint: Partial<Endpoint>,
  defaults: Parameters<typeof cloudflareSemantics>[0] = {},
): Endpoint | undefined {
  return cloudflareSemantics(defaults).adjustEndpoint?.({
    dnsName: 'web.openova.io',
    recordType: 'A',
    targets: ['192.0.2.1'],
    ...endpoint,
  });
}

function proxied(endpoint: Partial<Endpoint>, byDefault = false) {
  return adjust(endpoint, { proxied: byDefault })?.providerSpecific?.find(
    ({ name }) => name === proxiedName,
  )?.value;
}

describe('what Cloudflare makes of an endpoint', () => {
  it.each([
    'external-dns.kubernetes.io/cloudflare-proxied',
    'external-dns.alpha.kubernetes.io/cloudflare-proxied',
    'dns.openova.io/cloudflare-proxied',
    'cloudflare/proxied',
  ])('reads %s', name => {
    expect(proxied({ providerSpecific: [{ name, value: 'true' }] })).toBe(
      'true',
    );
    expect(
      proxied({ providerSpecific: [{ name, value: 'false' }] }, true),
    ).toBe('false');
  });

  it('takes its own spelling first', () => {
    const providerSpecific = [
      {
        name: 'external-dns.alpha.kubernetes.io/cloudflare-proxied',
        value: 'true',
      },
      { name: proxiedName, value: 'false' },
    ];
    expect(proxied({ providerSpecific })).toBe('false');
  });

  it('takes the default where nothing, or nonsense, is said', () => {
    expect(proxied({})).toBe('false');
    expect(proxied({}, true)).toBe('true');
    const nonsense = [{ name: proxiedName, value: 'perhaps' }];
    expect(proxied({ providerSpecific: nonsense }, true)).toBe('true');
  });

  it('proxies addresses and aliases, wildcards too, and nothing else', () => {
    const has = (recordType: string, dnsName = 'web.openova.io') =>
      proxied({ recordType, dnsName, targets: ['10 host.example.org'] }, true);
    expect(['A', 'AAAA', 'CNAME'].map(type => has(type))).toEqual(
      Array(3).fill('true'),
    );
    expect(has('A', '*.openova.io')).toBe('true');
    for (const type of ['TXT', 'NS', 'MX', 'SRV', 'CAA', 'PTR', 'NAPTR']) {
      expect(has(type)).toBeUndefined();
    }
  });

  it('does not hide the name servers of a delegation', () => {
    const dnsName = 'gslb-ns-eu-cloud-openova-io.openova.io';
    expect(proxied({ dnsName }, true)).toBe('false');
  });

  it('leaves the TTL of what is proxied to the service', () => {
    expect(adjust({ recordTTL: 300 }, { proxied: true })).not.toHaveProperty(
      'recordTTL',
    );
    expect(adjust({ recordTTL: 300 })?.recordTTL).toBe(300);
    expect(adjust({ recordTTL: 1 })).not.toHaveProperty('recordTTL');
  });

  it('sorts tags, and drops what other services understand', () => {
    const providerSpecific = [
      {
        name: 'external-dns.kubernetes.io/cloudflare-tags',
        value: 'team:web, env:prod,, env:prod',
      },
      { name: 'aws/weight', value: '10' },
      { name: 'alias', value: 'true' },
    ];
    expect(
      adjust({ providerSpecific }, { recordComment: 'made by the portal' })
        ?.providerSpecific,
    ).toEqual([
      { name: proxiedName, value: 'false' },
      {
        name: 'external-dns.kubernetes.io/cloudflare-record-comment',
        value: 'made by the portal',
      },
      {
        name: 'external-dns.kubernetes.io/cloudflare-tags',
        value: 'env:prod,team:web',
      },
    ]);
  });

  it('gives targets one form, and leaves broken ones for the verdict', () => {
    const targets = (recordType: string, ...given: string[]) =>
      adjust({ recordType, targets: given })?.targets;
    expect(targets('AAAA', '2001:0DB8:0:0::1', '2001:db8::1')).toEqual([
      '2001:db8::1',
    ]);
    expect(targets('CNAME', 'bücher.example.org.')).toEqual([
      'xn--bcher-kva.example.org',
    ]);
    expect(targets('SRV', '10 5 443 host.example.org')).toEqual([
      '10 5 443 host.example.org.',
    ]);
    expect(targets('MX', 'mail.example.org')).toEqual(['mail.example.org']);
  });
});
