import { createBackendPlugin } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  DnsProviderFactory,
  dnsProvidersExtensionPoint,
} from '@openova/backstage-plugin-external-dns-node';
import { FakeRoute53 } from '@openova/provider-fakes/route53';
import { unlimited } from './__testUtils__/harness';
import { readEntry } from './entry';
import { externalDnsModuleRoute53 } from './module';

const path = 'externalDns.providers[0]';

async function startModule(data: object = {}) {
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
      externalDnsModuleRoute53,
      mockServices.rootConfig.factory({ data: { ...data } }),
    ],
  });
  return { backend, factory: factories[0] };
}

it("makes providers, with the credentials of the app's aws section", async () => {
  const fake = await FakeRoute53.start();
  fake.addZone({ id: 'Z1', name: 'openova.io' });
  const { accessKeyId, secretAccessKey } = fake;
  const { backend, factory } = await startModule({
    aws: {
      accounts: [{ accountId: '123456789012', accessKeyId, secretAccessKey }],
    },
  });
  expect(factory.type).toBe('route53');
  const provider = await factory.create({
    config: { type: 'route53', endpoint: fake.url, accountId: '123456789012' },
    path,
  });
  expect(await provider.listZones(unlimited)).toMatchObject([
    { name: 'openova.io' },
  ]);
  await provider.close?.();
  await backend.stop();
  await fake.stop();
});

it('takes what ExternalDNS calls its flags', () => {
  expect(
    readEntry(
      {
        type: 'route53',
        zoneType: 'private',
        zoneTags: ['env=prod', 'team'],
        profile: ['dns'],
        assumeRole: 'arn:aws:iam::123456789012:role/dns',
        assumeRoleExternalId: 'x',
        batchChangeSize: '500',
        batchChangeSizeBytes: 64_000,
        batchChangeSizeValues: 200,
        batchChangeInterval: { seconds: 0 },
        evaluateTargetHealth: 'false',
        apiRetries: 3,
        preferCname: true,
        zonesCacheDuration: '1h',
        zoneMatchParent: true,
      },
      path,
    ),
  ).toEqual({
    credentials: {
      profile: 'dns',
      assumeRole: {
        arn: 'arn:aws:iam::123456789012:role/dns',
        externalId: 'x',
      },
    },
    semantics: { evaluateTargetHealth: false, preferCname: true },
    selection: {
      type: 'private',
      tags: [{ key: 'env', value: 'prod' }, { key: 'team' }],
    },
    batch: { changes: 500, values: 200 },
  });
});

it.each([
  [{ zonetype: 'public' }, '.zonetype is unknown: use accessKeyId, accountId,'],
  [{ zoneType: 'both' }, '.zoneType must be public or private'],
  [{ zoneTags: [''] }, '.zoneTags[0] must be a text that is not empty'],
  [{ accessKeyId: 'AKID' }, '.secretAccessKey is missing'],
  [{ secretAccessKey: 'x' }, '.accessKeyId is missing'],
  [
    { accessKeyId: 'AKID', secretAccessKey: 'x', secretAccessKeyFile: '/x' },
    ' has secretAccessKey and secretAccessKeyFile: keep one',
  ],
  [
    { accessKeyId: 'AKID', secretAccessKey: 'x', profile: 'dns' },
    ' has accessKeyId and profile: keep one way',
  ],
  [{ profile: ['a', 'b'] }, '.profile has several profiles'],
  [{ accountId: '12' }, '.accountId must be the 12 digits'],
  [{ assumeRoleExternalId: 'x' }, '.assumeRoleExternalId needs assumeRole'],
  [{ batchChangeSize: 0 }, '.batchChangeSize must be a whole number from 1'],
  [{ batchChangeSize: 1.5 }, '.batchChangeSize must be a whole number'],
  [{ preferCname: 'yes' }, '.preferCname must be true or false'],
  [{ endpoint: 'localhost' }, '.endpoint must be a URL'],
  [{ apiToken: '' }, '.apiToken is unknown'],
  [{ secretAccessKey: '' }, '.secretAccessKey must be a text'],
])('%p is told with its place', (config, sentence) => {
  expect(() => readEntry({ type: 'route53', ...config }, path)).toThrow(
    `${path}${sentence}`,
  );
});
