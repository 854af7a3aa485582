import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseOptions } from '@openova/dns-engine';
import fc from 'fast-check';
import { parse } from 'yaml';
import { flags } from '../flags/flags';
import { importArgs } from './importArgs';

const fixture = (name: string) => ({
  label: name,
  content: readFileSync(
    join(__dirname, '../../fixtures/import-args', name),
    'utf8',
  ),
});
const line = (...content: string[]) => ({ label: 'the command line', content });

describe('import-args of the mission', () => {
  const yaml = importArgs([fixture('deployment.yaml')]);

  it('carries the deployment over, with the defaults of v0.14 written down', () => {
    expect(parse(yaml)).toEqual({
      externalDns: {
        mode: 'observe',
        policy: 'sync',
        sources: ['gateway-httproute', 'gateway-grpcroute', 'service'],
        annotationPrefixes: ['external-dns.alpha.kubernetes.io/'],
        registry: {
          type: 'txt',
          txtOwnerId: 'openova',
          txtPrefix: '_externaldns.',
          txtNewFormatOnly: false,
        },
        providers: [
          { type: 'cloudflare', proxied: true, apiToken: '${CF_API_TOKEN}' },
        ],
      },
    });
  });

  it('is configuration that the engine takes', () => {
    const { options, problems } = parseOptions(parse(yaml).externalDns);
    expect(problems).toEqual([]);
    expect(options).toHaveLength(1);
  });

  it('says where the credential came from, and names the traps', () => {
    const text = yaml.replace(/\s*#\s*/g, ' ');
    expect(text).toContain('Secret cloudflare-credentials, key api-token');
    expect(text).toContain('No domain filter');
    expect(text).toContain("k8gb's glue");
    expect(text).toContain('the owner id "openova"');
    expect(text).toContain('writes two TXT records');
  });

  it('of two clusters becomes two instances of one plan', () => {
    const both = importArgs([
      { ...fixture('deployment.yaml'), cluster: 'eu-central' },
      { ...fixture('deployment.yaml'), cluster: 'us-east' },
    ]);
    const { externalDns } = parse(both);
    expect(externalDns.instances).toEqual([
      { name: 'eu-central', clusters: ['eu-central'] },
      { name: 'us-east', clusters: ['us-east'] },
    ]);
    expect(externalDns.registry.txtOwnerId).toBe('openova');
    expect(parseOptions(externalDns).problems).toEqual([]);
    expect(both.replace(/\s*#\s*/g, ' ')).toContain(
      'eu-central, us-east share the owner id "openova"',
    );
  });
});

describe('import-args of Helm values', () => {
  it('reads both charts; what differs stands in the instances', () => {
    const yaml = importArgs([
      { ...fixture('official-values.yaml'), cluster: 'eu' },
      { ...fixture('bitnami-values.yaml'), cluster: 'us' },
    ]);
    expect(parse(yaml).externalDns).toEqual({
      mode: 'observe',
      policy: 'sync',
      annotationPrefixes: ['external-dns.alpha.kubernetes.io/'],
      registry: { type: 'txt', txtNewFormatOnly: false },
      schedule: { sync: { seconds: 30 } },
      providers: [
        { type: 'hetzner', apiToken: '${HETZNER_API_KEY}' },
        { type: 'cloudflare', proxied: true, apiToken: '${CF_API_TOKEN}' },
      ],
      instances: [
        {
          name: 'eu',
          clusters: ['eu'],
          sources: ['crd'],
          labelFilter: 'team=edge',
          domainFilter: ['openova.io'],
          managedRecordTypes: ['A', 'AAAA', 'NS'],
          excludeTargetNets: ['10.0.0.0/8', '192.168.0.0/16'],
          ignoreIngressTlsSpec: true,
          gatewayName: 'public',
          registry: {
            txtOwnerId: 'openova-eu',
            txtPrefix: 'reg-%{record_type}.',
          },
        },
        {
          name: 'us',
          clusters: ['us'],
          sources: ['service', 'ingress'],
          domainFilter: ['openova.dev'],
          zoneIdFilter: ['0123456789abcdef'],
          publishInternalServices: true,
          ingressClassNames: ['public'],
          registry: { txtOwnerId: 'openova-us' },
        },
      ],
    });
    expect(yaml).toContain('BATCH_SIZE');
    expect(yaml).not.toContain('plain-text-token-of-the-chart');
  });

  it('finds them in a HelmRelease and in an Application', () => {
    const { externalDns } = parse(
      importArgs([fixture('release.yaml')], '0.22.0'),
    );
    expect(externalDns.sources).toEqual(['ingress']);
    expect(externalDns.instances).toEqual([
      { name: 'dns-public', registry: { txtOwnerId: 'public' } },
      { name: 'dns-private', registry: { txtOwnerId: 'private' } },
    ]);
    expect(externalDns.providers).toEqual([
      { type: 'route53', zoneType: 'public' },
      { type: 'route53', zoneType: 'private' },
    ]);
  });
});

describe('import-args of argument lists', () => {
  it('reads a shell line with quotes, switches and separate values', () => {
    const { externalDns } = parse(
      importArgs(
        [
          {
            label: 'args',
            content: `external-dns --source service \\
  --provider=rfc2136 --rfc2136-host="192.0.2.53" --rfc2136-port 53 \\
  --no-rfc2136-insecure --fqdn-template='{{.Name}}.openova.io' --once`,
          },
        ],
        '0.21.0',
      ),
    );
    expect(externalDns.sources).toEqual(['service']);
    expect(externalDns.fqdnTemplate).toEqual(['{{.Name}}.openova.io']);
    expect(externalDns.providers).toEqual([
      { type: 'rfc2136', host: ['192.0.2.53'], port: 53, insecure: false },
    ]);
  });

  it('adds no source, and tells of those that do not exist here', () => {
    const yaml = importArgs([
      line('--source=istio-gateway', '--source=ingress', '--provider=google'),
    ]);
    expect(parse(yaml).externalDns.sources).toEqual(['ingress']);
    expect(yaml).toContain('istio-gateway');
  });

  it('has a note for every flag without a counterpart', () => {
    for (const flag of flags) {
      if (flag.becomes.as !== 'none') continue;
      const value = flag.kind === 'switch' ? '' : '=1';
      const yaml = importArgs([
        line('--source=service', '--provider=aws', `--${flag.name}${value}`),
      ]);
      expect(yaml).toContain(`--${flag.name}`);
    }
  });

  it('names what was probably meant, and shows no value of an unknown flag', () => {
    const yaml = importArgs([
      line('--source=service', '--provder=aws', '--api-tokn', 'hidden-value'),
    ]);
    expect(yaml).toContain('was --provider meant?');
    expect(yaml).not.toContain('hidden-value');
  });

  it('asks for a policy from v0.22 on, and deletes nothing until it is given', () => {
    const given = [line('--source=service', '--provider=aws')];
    expect(parse(importArgs(given, '0.22.0')).externalDns.policy).toBe(
      'upsert-only',
    );
    expect(parse(importArgs(given, '0.21.0')).externalDns.policy).toBe('sync');
  });

  it('writes down what old versions did with default targets and nodes', () => {
    const { externalDns } = parse(
      importArgs(
        [
          line(
            '--source=node',
            '--provider=aws',
            '--default-targets=192.0.2.1',
          ),
        ],
        '0.14.0',
      ),
    );
    expect(externalDns).toMatchObject({
      forceDefaultTargets: true,
      exposeInternalIpv6: true,
      excludeUnschedulable: false,
    });
  });

  it('never shows a secret, wherever it stood', () => {
    const secrets = flags.filter(flag => flag.secret);
    fc.assert(
      fc.property(
        fc.constantFrom(...secrets),
        fc.stringMatching(/^[A-Za-z0-9+/=]{12,40}$/),
        fc.boolean(),
        (flag, secret, joined) => {
          const value = `x9${secret}9x`;
          const yaml = importArgs([
            line(
              '--source=service',
              '--provider=rfc2136',
              ...(joined
                ? [`--${flag.name}=${value}`]
                : [`--${flag.name}`, value]),
            ),
          ]);
          expect(yaml).not.toContain(value);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('takes EXTERNAL_DNS_ variables, below the arguments', () => {
    const manifest = `
apiVersion: v1
kind: List
items:
  - apiVersion: v1
    kind: Pod
    metadata: { name: dns }
    spec:
      containers:
        - name: external-dns
          image: registry.k8s.io/external-dns/external-dns:v0.22.0
          args: ['--provider=cloudflare', '--txt-owner-id=$(OWNER)', '--policy=sync']
          env:
            - { name: OWNER, value: from-variable }
            - { name: CF_API_TOKEN, value: plain-token-in-env }
            - { name: EXTERNAL_DNS_SOURCE, value: "service\\ningress" }
            - { name: EXTERNAL_DNS_POLICY, value: create-only }
            - name: EXTERNAL_DNS_TXT_ENCRYPT_AES_KEY
              valueFrom: { secretKeyRef: { name: dns-key, key: aes } }
`;
    const yaml = importArgs([{ label: 'pod', content: manifest }]);
    expect(parse(yaml).externalDns).toMatchObject({
      policy: 'sync',
      sources: ['service', 'ingress'],
      registry: {
        txtOwnerId: 'from-variable',
        txtEncryptAesKey: '${EXTERNAL_DNS_TXT_ENCRYPT_AES_KEY}',
      },
    });
    expect(yaml).not.toContain('plain-token-in-env');
    expect(yaml).toContain('Secret dns-key, key aes');
  });

  it('refuses what is none of these, and names the line that is no YAML', () => {
    expect(() => importArgs([{ label: 'x.yaml', content: 'a: 1' }])).toThrow(
      'x.yaml holds no ExternalDNS',
    );
    expect(() =>
      importArgs([{ label: 'x.yaml', content: 'a: 1\nb: [1\nc: 2' }]),
    ).toThrow(/x\.yaml, line \d is no YAML/);
  });
});

describe('import-args of other services', () => {
  const providerOf = (...args: string[]) =>
    parse(importArgs([line('--source=ingress', '--policy=sync', ...args)]))
      .externalDns.providers[0];

  it('carries PowerDNS over, the key as a reference', () => {
    expect(
      providerOf(
        '--provider=pdns',
        '--pdns-server=https://dns.example.org',
        '--pdns-server-id=localhost',
        '--pdns-api-key=hidden',
      ),
    ).toEqual({
      type: 'powerdns',
      server: 'https://dns.example.org',
      serverId: 'localhost',
      apiKey: '${EXTERNAL_DNS_PDNS_API_KEY}',
    });
  });

  it('names the file that Azure is configured by where nothing else is said', () => {
    expect(providerOf('--provider=azure')).toEqual({
      type: 'azure',
      configFile: '/etc/kubernetes/azure.json',
    });
    expect(
      providerOf('--provider=azure-private-dns', '--azure-subscription-id=s'),
    ).toEqual({ type: 'azure', visibility: 'private', subscriptionId: 's' });
  });
});
