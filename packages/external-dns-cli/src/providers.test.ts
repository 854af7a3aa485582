import {
  adjustedEndpoints,
  allRecordTypes,
  Endpoint,
} from '@openova/dns-engine';
import * as fc from 'fast-check';
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

  it('follows whether zones of Azure are private', () => {
    const types = (entry: Record<string, unknown>) =>
      semanticsOf('azure', entry)?.recordTypes;
    expect(types({})).toContain('CAA');
    expect(types({ visibility: 'private' })).not.toContain('CAA');
  });

  it.each(['azure', 'embedded', 'google', 'hetzner', 'powerdns', 'rfc2136'])(
    'is known for %s, which stands still',
    type => {
      for (const endpoint of [address, balancer]) {
        const [once] = stored(type, {}, endpoint);
        expect(once.targets[0]).toContain(endpoint.targets[0]);
        expect(stored(type, {}, once)).toEqual([once]);
      }
    },
  );

  it('is of no other type', () => {
    expect(semanticsOf('toString', {})).toBeUndefined();
    expect(semanticsOf('coredns', {})).toBeUndefined();
  });
});

describe('whatever an object asks for', () => {
  const text = fc.oneof(
    fc.constantFrom(
      '',
      '.',
      '"',
      '" "',
      '\\',
      '\\999',
      '10 ',
      '0 issue "',
      '1 2 3 x',
      '100 10 "u" "E2U+sip" "!^.*$!x!" .',
      '__proto__',
      '::ffff:192.0.2.1',
      'x'.repeat(70_000),
      'ß.example.org',
    ),
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.string({ unit: 'grapheme', maxLength: 30 }),
  );
  const endpoint = fc.record(
    {
      dnsName: text,
      recordType: fc.constantFrom(...allRecordTypes),
      targets: fc.array(text, { maxLength: 3 }),
      recordTTL: fc.integer(),
      setIdentifier: text,
      providerSpecific: fc.array(fc.record({ name: text, value: text }), {
        maxLength: 3,
      }),
    },
    { requiredKeys: ['dnsName', 'recordType', 'targets'] },
  );

  it.each([
    'azure',
    'cloudflare',
    'embedded',
    'google',
    'hetzner',
    'powerdns',
    'rfc2136',
    'route53',
  ])('%s makes something of it without an exception', type => {
    fc.assert(
      fc.property(endpoint, hostile => {
        for (const each of stored(type, {}, hostile)) {
          expect(typeof each.recordType).toBe('string');
        }
      }),
      { numRuns: 1000 },
    );
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
