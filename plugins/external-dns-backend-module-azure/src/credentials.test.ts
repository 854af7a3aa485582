import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JsonObject } from '@backstage/types';
import { ProviderError } from '@openova/backstage-plugin-external-dns-node';
import { FakeAzure } from '@openova/provider-fakes/azure';
import {
  path,
  placeOf,
  providerFor,
  startFake,
  unlimited,
} from './__testUtils__/startAzure';
import { azureProviders } from './module';

jest.setTimeout(60_000);

let fake: FakeAzure;
let folder: string;
const variables = { ...process.env };

beforeEach(async () => {
  fake = await startFake();
  fake.addZone({ name: 'openova.io' });
  folder = await mkdtemp(join(tmpdir(), 'azure-'));
});

afterEach(async () => {
  process.env = { ...variables };
  await rm(folder, { recursive: true });
  await fake.stop();
});

/** A provider without any credential but those of the entry. */
function bare(config: JsonObject) {
  return azureProviders.create({
    config: { ...placeOf(fake), ...config },
    path,
  });
}

async function file(name: string, content: string): Promise<string> {
  const place = join(folder, name);
  await writeFile(place, content);
  return place;
}

async function listing(provider: Awaited<ReturnType<typeof bare>>) {
  return (await provider.listZones(unlimited)).map(({ name }) => name);
}

async function failureOf(provider: Awaited<ReturnType<typeof bare>>) {
  const error: unknown = await provider
    .listZones(unlimited)
    .catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ProviderError);
  const { kind, message } = error as ProviderError;
  expect(message).not.toContain(fake.identity.clientSecret);
  expect(message).not.toContain(fake.identity.federatedToken);
  return { kind, message };
}

describe('a client secret', () => {
  it('gets one token for many requests', async () => {
    const provider = await providerFor(fake);
    for (const _ of [1, 2, 3]) expect(await listing(provider)).toHaveLength(1);
    expect(fake.identity.requests).toHaveLength(1);
    expect(fake.identity.requests[0].fields).toMatchObject({
      grant_type: 'client_credentials',
      scope: expect.stringContaining(`${fake.url}/.default`),
    });
  });

  it('in a file counts as soon as it is replaced', async () => {
    const { tenantId, clientId, clientSecret } = fake.identity;
    const clientSecretFile = await file('secret', 'an-older-one');
    const provider = await bare({ tenantId, clientId, clientSecretFile });
    expect(await failureOf(provider)).toEqual({
      kind: 'InvalidConfig',
      message: `${path}: Azure does not accept the credential: the client secret is not the one of this application (AADSTS7000215)`,
    });
    await writeFile(clientSecretFile, `${clientSecret}\n`);
    expect(await listing(provider)).toEqual(['openova.io']);
  });

  it('after a token that Azure took back, the next one is new', async () => {
    const provider = await providerFor(fake);
    expect(await listing(provider)).toHaveLength(1);
    fake.identity.token = 'fake-newer-token-0123456789-abcdefgh';
    expect(await failureOf(provider)).toEqual({
      kind: 'InvalidConfig',
      message:
        "Azure does not accept the credential's token: The access token is invalid",
    });
    expect(await listing(provider)).toHaveLength(1);
  });

  it.each([
    [
      { clientId: 'other' },
      'InvalidConfig',
      'the tenant has no application with this clientId',
    ],
    [{ tenantId: 'other' }, 'Unavailable', 'or does not know the tenant'],
  ])('%p is told', async (config, kind, sentence) => {
    const error = await failureOf(await providerFor(fake, config));
    expect(error.kind).toBe(kind);
    expect(error.message).toContain(sentence);
  });

  it('while the sign-in fails, the account is not to blame', async () => {
    fake.identity.failsWith = {
      status: 503,
      code: 90033,
      error: 'temporarily_unavailable',
    };
    expect(await failureOf(await providerFor(fake))).toMatchObject({
      kind: 'Unavailable',
    });
    const unreachable = await providerFor(fake, {
      authorityHost: 'https://127.0.0.1:9',
    });
    expect(await failureOf(unreachable)).toMatchObject({ kind: 'Unavailable' });
  });
});

describe('workload identity', () => {
  it('takes what the entry leaves open from the environment', async () => {
    const { tenantId, clientId, federatedToken } = fake.identity;
    process.env.AZURE_TENANT_ID = tenantId;
    process.env.AZURE_CLIENT_ID = clientId;
    process.env.AZURE_FEDERATED_TOKEN_FILE = await file(
      'token',
      federatedToken,
    );
    const provider = await bare({ useWorkloadIdentityExtension: true });
    expect(await listing(provider)).toEqual(['openova.io']);
    expect(fake.identity.requests[0].fields).toMatchObject({
      client_assertion: federatedToken,
    });
  });

  it('reads the token of the service account again when it is replaced', async () => {
    const { tenantId, clientId, federatedToken } = fake.identity;
    const federatedTokenFile = await file('token', 'an-older-one');
    const provider = await bare({ tenantId, clientId, federatedTokenFile });
    expect((await failureOf(provider)).message).toContain(
      "no federated credential of the application has this service account's subject (AADSTS700213)",
    );
    await writeFile(federatedTokenFile, federatedToken);
    expect(await listing(provider)).toEqual(['openova.io']);
  });

  it('that is not there is told with what it needs', async () => {
    delete process.env.AZURE_FEDERATED_TOKEN_FILE;
    const provider = await bare({ useWorkloadIdentityExtension: true });
    expect(await failureOf(provider)).toEqual({
      kind: 'InvalidConfig',
      message: `${path}: workload identity needs tenantId, clientId and federatedTokenFile, or AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_FEDERATED_TOKEN_FILE in the environment of the backend`,
    });
  });
});

describe('azure.json', () => {
  const azureJson = (settings: object) =>
    JSON.stringify({
      cloud: 'AzurePublicCloud',
      subscriptionId: fake.subscriptionId,
      resourceGroup: 'dns',
      resourceManagerEndpoint: fake.url,
      activeDirectoryAuthorityHost: fake.url,
      ...settings,
    });

  it('says everything, and is read again when it changes', async () => {
    const { tenantId, clientId, clientSecret } = fake.identity;
    const application = {
      tenantId,
      aadClientId: clientId,
      aadClientSecret: clientSecret,
    };
    const configFile = await file('azure.json', azureJson(application));
    const provider = await azureProviders.create({
      config: { type: 'azure', configFile },
      path,
    });
    expect(await listing(provider)).toEqual(['openova.io']);
    fake.addZone({ name: 'example.org', resourceGroup: 'shop' });
    await writeFile(
      configFile,
      azureJson({ ...application, resourceGroup: 'shop' }),
    );
    expect(await listing(provider)).toEqual(['example.org']);
    // What the entry says goes before it.
    const ofEntry = await azureProviders.create({
      config: { type: 'azure', configFile, resourceGroup: 'dns' },
      path,
    });
    expect(await listing(ofEntry)).toEqual(['openova.io']);
  });

  it('may ask for workload identity', async () => {
    const { tenantId, clientId, federatedToken } = fake.identity;
    process.env.AZURE_FEDERATED_TOKEN_FILE = await file(
      'token',
      federatedToken,
    );
    const configFile = await file(
      'azure.json',
      azureJson({
        tenantId,
        aadClientId: clientId,
        useWorkloadIdentityExtension: true,
      }),
    );
    expect(await listing(await bare({ configFile }))).toEqual(['openova.io']);
  });

  it.each([
    ['{', 'is no JSON object: it must have the form of an azure.json'],
    ['{"cloud":"Moon"}', ': the cloud Moon is not known: add'],
    ['{"subscriptionId":7}', ': subscriptionId must be a text'],
    [
      '{"resourceManagerEndpoint":"http://example.org"}',
      ': resourceManagerEndpoint must be a URL that begins with https',
    ],
    [
      '{"aadClientId":"x","aadClientSecret":"fake-client-secret-0123456789-abcdef"}',
      ': tenantId is missing beside aadClientId',
    ],
  ])('%s is told with its place', async (text, sentence) => {
    const configFile = await file('azure.json', text);
    const { kind, message } = await failureOf(await bare({ configFile }));
    expect(kind).toBe('InvalidConfig');
    expect(message).toContain(
      `${path}.configFile: ${configFile}${
        sentence[0] === ':' ? '' : ' '
      }${sentence}`,
    );
  });

  it('that cannot be read is told', async () => {
    const provider = await bare({ configFile: join(folder, 'none') });
    expect(await failureOf(provider)).toMatchObject({
      kind: 'InvalidConfig',
      message: expect.stringContaining('cannot be read (ENOENT)'),
    });
  });
});

// The vendor's client remembers for the whole process where the identity is.
it('a managed identity, and one that the backend does not have', async () => {
  process.env.IDENTITY_ENDPOINT = `${fake.url}/msi/token`;
  process.env.IDENTITY_HEADER = fake.identity.managedIdentityHeader;
  const userAssignedIdentityClientId = fake.identity.clientId;
  expect(await listing(await bare({ userAssignedIdentityClientId }))).toEqual([
    'openova.io',
  ]);
  expect(
    await listing(await bare({ useManagedIdentityExtension: true })),
  ).toEqual(['openova.io']);
  expect(fake.identity.requests.map(({ fields }) => fields)).toEqual([
    expect.objectContaining({
      client_id: userAssignedIdentityClientId,
      resource: fake.url,
    }),
    expect.not.objectContaining({ client_id: expect.anything() }),
  ]);
  expect(
    await failureOf(await bare({ userAssignedIdentityClientId: 'another' })),
  ).toEqual({
    kind: 'InvalidConfig',
    message: `${path}: there is no managed identity where the backend runs, or not the one of userAssignedIdentityClientId`,
  });
});

it('an application in the environment', async () => {
  const { tenantId, clientId, clientSecret } = fake.identity;
  process.env.AZURE_TENANT_ID = tenantId;
  process.env.AZURE_CLIENT_ID = clientId;
  process.env.AZURE_CLIENT_SECRET = clientSecret;
  expect(await listing(await bare({}))).toEqual(['openova.io']);
});
