import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { secretFile } from '@openova/backstage-plugin-external-dns-node';
import { FakeGoogle } from '@openova/provider-fakes/google';
import { gaxios } from 'google-auth-library';
import { stopped, unlimited } from './__testUtils__/harness';
import { Client } from './client';
import { Credentials, CredentialSettings } from './credentials';
import { createGoogleProvider } from './provider';

const path = 'externalDns.providers[0]';
const email = 'dns@demo-project.iam.gserviceaccount.com';
const environment = { ...process.env };

let fake: FakeGoogle;
let folder: string;
let file: string;

beforeEach(async () => {
  fake = await FakeGoogle.start();
  fake.addZone({ name: 'openova-io', dnsName: 'openova.io' });
  folder = await mkdtemp(join(tmpdir(), 'google-'));
  file = join(folder, 'key.json');
  // Nothing of the machine that runs the tests.
  process.env.HOME = folder;
  process.env.PATH = folder;
  for (const name of Object.keys(process.env)) {
    if (/^(GOOGLE|GCLOUD|CLOUDSDK|GCE|METADATA)_/.test(name)) {
      delete process.env[name];
    }
  }
  process.env.METADATA_SERVER_DETECTION = 'none';
});

afterEach(async () => {
  process.env = { ...environment };
  await stopped(fake);
  await rm(folder, { recursive: true });
});

/** A new key of the service account, as Google gives it out. */
function newKey(keyId: string): object {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  fake.logins.addKey(email, publicKey);
  return {
    type: 'service_account',
    project_id: fake.projectId,
    private_key_id: keyId,
    private_key: privateKey,
    client_email: email,
    token_uri: 'https://oauth2.googleapis.com/token',
  };
}

/** The configuration of workload identity federation, with the subject in a file. */
function federation(subjectFile: string): object {
  return {
    type: 'external_account',
    audience: '//iam.googleapis.com/projects/1/locations/global/x',
    subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
    token_url: `${fake.url}/v1/token`,
    credential_source: { file: join(folder, subjectFile) },
  };
}

/** Google's own hosts are the fake: the library names them itself. */
function transporter() {
  return new gaxios.Gaxios({
    fetchImplementation: async (input, init) => {
      const { pathname, search } = new URL(String(input));
      return fetch(`${fake.url}${pathname}${search}`, init);
    },
  });
}

function providerWith(settings: Omit<CredentialSettings, 'path'> = {}) {
  return createGoogleProvider({
    client: new Client({
      apiEndpoint: fake.url,
      credentials: new Credentials(
        { path, ...settings },
        { transporter: transporter() },
      ),
    }),
  });
}

function inFile(): Omit<CredentialSettings, 'path'> {
  const key = `${path}.credentialsFile`;
  return { json: { secret: secretFile(file, key), path: key } };
}

async function zonesOf(provider: ReturnType<typeof providerWith>) {
  const zones = await provider.listZones(unlimited);
  return zones.map(({ name }) => name);
}

const logins = () =>
  fake.calls
    .map(({ operation }) => operation)
    .filter(operation => !operation.startsWith('dns.'));

describe('a key of a service account', () => {
  it('gets a token that is kept, and names the project', async () => {
    await writeFile(file, JSON.stringify(newKey('first')));
    const provider = providerWith(inFile());
    expect(fake.calls).toEqual([]);
    expect(await zonesOf(provider)).toEqual(['openova.io']);
    expect(await zonesOf(provider)).toEqual(['openova.io']);
    expect(logins()).toEqual(['/token']);
  });

  it('is read again when its file changes', async () => {
    await writeFile(file, JSON.stringify(newKey('first')));
    const provider = providerWith(inFile());
    await zonesOf(provider);
    fake.logins.removeKeys();
    fake.logins.revokeAll();
    await expect(zonesOf(provider)).rejects.toMatchObject({
      kind: 'InvalidConfig',
      message: 'Google does not accept the access token: check the credentials',
    });
    // The token is not tried again; the key is no good either.
    await expect(zonesOf(provider)).rejects.toMatchObject({
      kind: 'InvalidConfig',
      message: expect.stringContaining('(invalid_grant)'),
    });
    await writeFile(file, JSON.stringify(newKey('second'), undefined, 2));
    expect(await zonesOf(provider)).toEqual(['openova.io']);
  });

  it('of another project needs no more than the project', async () => {
    await writeFile(
      file,
      JSON.stringify({ ...newKey('first'), project_id: 'other' }),
    );
    await expect(zonesOf(providerWith(inFile()))).rejects.toMatchObject({
      kind: 'InvalidConfig',
      message: 'Google permits no access to the zones: Forbidden',
    });
    const provider = providerWith({ ...inFile(), project: fake.projectId });
    expect(await zonesOf(provider)).toEqual(['openova.io']);
  });

  it.each([
    ['is missing', undefined, 'cannot be read (ENOENT)'],
    ['is no JSON', 'PRIVATE stuff', 'is no JSON'],
    ['is of another kind', '{"type":"authorized_user"}', '"authorized_user"'],
    ['has no key', '{"type":"service_account"}', 'has no private_key'],
    [
      'has a broken key',
      '{"type":"service_account","private_key":"PRIVATE","client_email":"a@b"}',
      'has a private_key that is no private key',
    ],
    [
      'has no source',
      '{"type":"external_account"}',
      'has no credential_source',
    ],
    [
      'runs something',
      '{"type":"external_account","credential_source":{"executable":{"command":"PRIVATE"}}}',
      'has no credential_source that is a file or a URL',
    ],
    [
      'has no audience',
      '{"type":"external_account","credential_source":{"file":"PRIVATE"}}',
      'has no audience',
    ],
    [
      'has a broken source',
      '{"type":"external_account","audience":"a","subject_token_type":"b","credential_source":{"file":"PRIVATE","url":"PRIVATE"}}',
      'has no credential_source',
    ],
  ])('that %s is told, and not quoted', async (_, text, sentence) => {
    if (text !== undefined) await writeFile(file, text);
    const error = await zonesOf(providerWith(inFile())).catch(each => each);
    expect(error).toMatchObject({ kind: 'InvalidConfig' });
    expect(error.message).toContain(`${path}.credentialsFile`);
    expect(error.message).toContain(sentence);
    expect(error.message).not.toContain('PRIVATE');
  });
});

describe('workload identity federation', () => {
  it("exchanges the cluster's token, read again each time", async () => {
    const subject = join(folder, 'token');
    await writeFile(subject, 'subject-token-1');
    fake.logins.trustedSubjects.add('subject-token-1');
    await writeFile(file, JSON.stringify(federation('token')));
    await expect(zonesOf(providerWith(inFile()))).rejects.toMatchObject({
      message: `${path}.project is missing, and the credentials name no project: set it`,
    });
    const provider = providerWith({ ...inFile(), project: fake.projectId });
    expect(await zonesOf(provider)).toEqual(['openova.io']);
    fake.logins.revokeAll();
    fake.logins.trustedSubjects.clear();
    fake.logins.trustedSubjects.add('subject-token-2');
    await expect(zonesOf(provider)).rejects.toMatchObject({
      kind: 'InvalidConfig',
    });
    const error = await zonesOf(provider).catch(each => each);
    expect(error).toMatchObject({ kind: 'InvalidConfig' });
    expect(error.message).not.toContain('subject-token');
    await writeFile(subject, 'subject-token-2');
    expect(await zonesOf(provider)).toEqual(['openova.io']);
  });
});

describe('without any credentials', () => {
  it('the machine or pod gives them, and its project', async () => {
    process.env.GCE_METADATA_HOST = new URL(fake.url).host;
    process.env.METADATA_SERVER_DETECTION = 'assume-present';
    const provider = providerWith();
    expect(await zonesOf(provider)).toEqual(['openova.io']);
    expect(logins()).toContain('/computeMetadata/v1/project/project-id');
    expect(logins().filter(each => each.endsWith('/token'))).toHaveLength(1);
    // The library loads much before the first request to the machine.
  }, 30_000);

  it('nor a machine that has some, it is told what to do', async () => {
    await expect(zonesOf(providerWith())).rejects.toMatchObject({
      kind: 'InvalidConfig',
      message: `${path} has no credentials, and the backend's surroundings give none: set credentialsFile, or run it with a service account`,
    });
  });

  it('a file that the environment names gives them', async () => {
    process.env.GOOGLE_APPLICATION_CREDENTIALS = file;
    await expect(zonesOf(providerWith())).rejects.toMatchObject({
      kind: 'InvalidConfig',
      message: `A file that the credentials of ${path} need cannot be read (ENOENT)`,
    });
    fake.logins.trustedSubjects.add('subject-token');
    await writeFile(join(folder, 'token'), 'subject-token');
    await writeFile(file, JSON.stringify(federation('token')));
    const provider = providerWith({ project: fake.projectId });
    expect(await zonesOf(provider)).toEqual(['openova.io']);
  });
});

it('Google that cannot be reached for a token is no wrong credential', async () => {
  await writeFile(file, JSON.stringify(newKey('first')));
  const offline = new gaxios.Gaxios({
    fetchImplementation: async () => {
      throw Object.assign(new TypeError('fetch failed'), {
        code: 'ECONNREFUSED',
      });
    },
    retry: false,
  });
  const credentials = new Credentials(
    { path, ...inFile() },
    { transporter: offline },
  );
  await expect(credentials.login()).rejects.toMatchObject({
    kind: 'Unavailable',
    message: 'Google gives no access token for now (ECONNREFUSED)',
  });
});
