import { createBackendPlugin } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { JsonObject } from '@backstage/types';
import {
  DnsProviderFactory,
  dnsProvidersExtensionPoint,
} from '@openova/backstage-plugin-external-dns-node';
import { FakeGoogle } from '@openova/provider-fakes/google';
import { readEntry } from './entry';
import { stopped, unlimited } from './__testUtils__/harness';
import { externalDnsModuleGoogle } from './module';

const path = 'externalDns.providers[0]';

function read(config: JsonObject) {
  return readEntry({ config: { type: 'google', ...config }, path });
}

it('makes providers of type google, which need no network before they are asked', async () => {
  const fake = await FakeGoogle.start();
  fake.addZone({ name: 'openova-io', dnsName: 'openova.io' });
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
      externalDnsModuleGoogle,
      mockServices.rootConfig.factory(),
    ],
  });
  const [factory] = factories;
  expect(factory.type).toBe('google');
  const provider = await factory.create({
    config: {
      type: 'google',
      batchChangeSize: 200,
      project: fake.projectId,
      apiEndpoint: fake.url,
      credentials: fake.credentials,
    },
    path,
  });
  expect(provider.semantics.type).toBe('google');
  expect(provider.capabilities.batch.changes).toBe(200);
  expect(fake.calls).toEqual([]);
  expect(await provider.listZones(unlimited)).toMatchObject([
    { name: 'openova.io' },
  ]);
  await backend.stop();
  await stopped(fake);
});

it('takes what ExternalDNS calls its flags', async () => {
  const { credentials, ...entry } = read({
    project: 'demo-project',
    batchChangeSize: '500',
    batchChangeInterval: '1s',
    zoneVisibility: 'private',
    credentials: '{"type":"service_account"}',
  });
  expect(entry).toEqual({
    apiEndpoint: 'https://dns.googleapis.com',
    visibility: 'private',
    batchChangeSize: 500,
  });
  expect(credentials).toMatchObject({
    project: 'demo-project',
    json: { path: `${path}.credentials` },
  });
  expect(await credentials.json?.secret.reveal()).toBe(
    '{"type":"service_account"}',
  );
  expect(read({ zoneVisibility: '' })).toEqual({
    apiEndpoint: 'https://dns.googleapis.com',
    credentials: { path },
  });
});

it.each([
  ['dns.example.org', 'https://dns.example.org'],
  ['127.0.0.1:8080', 'https://127.0.0.1:8080'],
  ['http://127.0.0.1:8080/', 'http://127.0.0.1:8080'],
])('apiEndpoint %s is %s', (apiEndpoint, url) => {
  expect(read({ apiEndpoint }).apiEndpoint).toBe(url);
});

it.each<[JsonObject, string]>([
  [{ googleProject: 'x' }, '.googleProject is unknown: use project,'],
  [{ project: '' }, '.project is empty'],
  [{ zoneVisibility: 'both' }, '.zoneVisibility must be public or private'],
  [{ batchChangeSize: 0 }, '.batchChangeSize must be a whole number from 1'],
  [{ apiEndpoint: 'ftp://x' }, '.apiEndpoint must be a URL, like https://dns'],
  [{ credentials: '' }, '.credentials is empty'],
  [
    { credentials: '{}', credentialsFile: '/key' },
    ' has both credentials and credentialsFile',
  ],
])('%j is told with its place', (config, sentence) => {
  expect(() => read(config)).toThrow(`${path}${sentence}`);
});
