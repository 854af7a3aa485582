import { Endpoint, adjustedEndpoints } from '@openova/dns-engine';
import { semanticsOf } from './providers';
import { run } from './testing/recordedRun';
import {
  appConfig,
  gateway,
  owned,
  route,
  worldFiles,
} from './testing/worldFiles';

const address: Endpoint = {
  dnsName: 'web.openova.io',
  recordType: 'A',
  targets: ['192.0.2.10'],
  recordTTL: 30,
};
const balancer: Endpoint = {
  dnsName: 'web.openova.io',
  recordType: 'CNAME',
  targets: ['lb-1.eu-central-1.elb.amazonaws.com'],
};

function stored(type: string, entry: object, endpoint: Endpoint): Endpoint[] {
  const semantics = semanticsOf(type, { type, ...entry });
  if (!semantics) throw new Error(`${type} is not known`);
  return adjustedEndpoints(endpoint, semantics);
}

describe('what a provider makes of an endpoint', () => {
  it('follows the entry of Cloudflare', () => {
    const proxied = (entry: object) =>
      stored('cloudflare', entry, address)[0].providerSpecific?.[0];
    expect(proxied({ proxied: 'true' })?.value).toBe('true');
    expect(proxied({ proxied: false })?.value).toBe('false');
    expect(proxied({ proxied: '${PROXIED}' })?.value).toBe('false');
    expect(
      stored('cloudflare', { recordComment: 'ours' }, address)[0]
        .providerSpecific,
    ).toContainEqual(expect.objectContaining({ value: 'ours' }));
  });

  it('follows the entry of Route 53', () => {
    const types = (entry: object) =>
      stored('route53', entry, balancer).map(each => each.recordType);
    expect(types({})).toEqual(['A', 'AAAA']);
    expect(types({ preferCname: true })).toEqual(['CNAME']);
  });

  it.each([[120], ['120'], ['2m'], [{ minutes: 2 }]])(
    'follows the lowest TTL of RFC 2136: %p',
    minTtl => {
      expect(semanticsOf('rfc2136', { minTtl })?.minTtl).toBe(120);
    },
  );

  it('is known for the embedded server, and of no other type', () => {
    expect(stored('embedded', {}, balancer)).toEqual([balancer]);
    expect(semanticsOf('toString', {})).toBeUndefined();
    expect(semanticsOf('coredns', {})).toBeUndefined();
  });
});

describe('a plan for Cloudflare', () => {
  it('needs no credential, and tells what the service would store', async () => {
    const files = worldFiles({
      'app-config.yaml': appConfig.replace(
        /- \{ type: embedded.*/,
        "- { type: cloudflare, apiToken: '${CF_API_TOKEN}', proxied: true }",
      ),
      'objects.yaml': `${gateway}---${route('web.openova.io')}`,
      'none.jsonl': '',
      'same.jsonl': owned('web.openova.io', '192.0.2.10'),
      'unproxied.jsonl': owned('web.openova.io', '192.0.2.10').replace(
        '"targets":["192.0.2.10"]',
        '"targets":["192.0.2.10"],"providerSpecific":[{"name":"external-dns.kubernetes.io/cloudflare-proxied","value":"false"}]',
      ),
    });
    const plan = (records: string) =>
      run([
        'plan',
        `--config=${files.path('app-config.yaml')}`,
        `--manifests=${files.path('objects.yaml')}`,
        `--records=${files.path(records)}`,
      ]);
    const created = await plan('none.jsonl');
    const same = await plan('same.jsonl');
    const changed = await plan('unproxied.jsonl');
    files.remove();
    expect(created.output).toContain('cloudflare-proxied=true');
    expect(same.output).toBe('no changes\n');
    expect(changed.output).toContain('~ A web.openova.io');
    expect(changed.code).toBe(2);
  });
});
