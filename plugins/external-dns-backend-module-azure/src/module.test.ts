import { createBackendPlugin } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  DnsProviderFactory,
  dnsProvidersExtensionPoint,
} from '@openova/backstage-plugin-external-dns-node';
import {
  path,
  placeOf,
  startFake,
  unlimited,
} from './__testUtils__/startAzure';
import { readEntry } from './entry';
import { externalDnsModuleAzure } from './module';

jest.setTimeout(60_000);

it('makes providers', async () => {
  const fake = await startFake();
  fake.addZone({ name: 'openova.io' });
  const factories: DnsProviderFactory[] = [];
  const backend = await startTestBackend({
    features: [
      createBackendPlugin({
        pluginId: 'external-dns',
        register(env) {
          env.registerExtensionPoint(dnsProvidersExtensionPoint, {
            addProvider: factory => factories.push(factory),
          });
          env.registerInit({ deps: {}, async init() {} });
        },
      }),
      externalDnsModuleAzure,
      mockServices.rootConfig.factory(),
    ],
  });
  const [{ type, create }] = factories;
  expect(type).toBe('azure');
  const { tenantId, clientId, clientSecret } = fake.identity;
  const provider = await create({
    config: { ...placeOf(fake), tenantId, clientId, clientSecret },
    path,
  });
  expect(await provider.listZones(unlimited)).toMatchObject([
    { name: 'openova.io' },
  ]);
  await backend.stop();
  await fake.stop();
});

it('takes what ExternalDNS calls its flags', () => {
  expect(
    readEntry(
      {
        type: 'azure',
        configFile: '/etc/kubernetes/azure.json',
        resourceGroup: 'dns',
        subscriptionId: 'one',
        userAssignedIdentityClientId: 'two',
        zoneNameFilter: ['openova.io', '.Example.org'],
        zonesCacheDuration: '1h',
        maxRetriesCount: 3,
        visibility: 'private',
      },
      path,
    ),
  ).toMatchObject({
    path,
    visibility: 'private',
    account: { subscriptionId: 'one', resourceGroup: 'dns' },
    userAssignedIdentityClientId: 'two',
    configFile: { file: '/etc/kubernetes/azure.json' },
    zoneNames: ['openova.io', 'example.org'],
  });
});

it.each([
  ['public', 'https://management.azure.com'],
  ['AzureUSGovernmentCloud', 'https://management.usgovcloudapi.net'],
  ['china', 'https://management.chinacloudapi.cn'],
])('the cloud %s', (cloud, endpoint) => {
  const { account } = readEntry({ subscriptionId: 'one', cloud }, path);
  expect(account).toMatchObject({ endpoint });
});

it.each([
  [{}, '.subscriptionId is missing'],
  [{ subscriptionId: '' }, '.subscriptionId is empty'],
  [{ subscriptionID: 'one' }, '.subscriptionID is unknown: use visibility,'],
  [
    { subscriptionId: 'one', visibility: 'both' },
    '.visibility must be one of public, private',
  ],
  [
    { subscriptionId: 'one', cloud: 'moon' },
    '.cloud must be one of public, usgovernment, china',
  ],
  [
    { subscriptionId: 'one', endpoint: 'http://example.org' },
    '.endpoint must begin with https',
  ],
  [
    { subscriptionId: 'one', authorityHost: 'http://127.0.0.1:80' },
    '.authorityHost must begin with https',
  ],
  [
    { subscriptionId: 'one', clientSecret: 'x', clientId: 'y' },
    '.tenantId is missing: a client secret belongs to',
  ],
  [
    { configFile: '/x', tenantId: 'y' },
    '.tenantId goes with clientSecret or useWorkloadIdentityExtension',
  ],
  [
    { subscriptionId: 'one', clientSecret: 'x', clientSecretFile: '/x' },
    ' has both clientSecret and clientSecretFile: keep one',
  ],
  [
    {
      subscriptionId: 'one',
      useManagedIdentityExtension: true,
      federatedTokenFile: '/x',
    },
    ' has useWorkloadIdentityExtension and useManagedIdentityExtension: keep one way',
  ],
])('%p is told with its place', (config, sentence) => {
  expect(() => readEntry({ type: 'azure', ...config }, path)).toThrow(
    `${path}${sentence}`,
  );
});
