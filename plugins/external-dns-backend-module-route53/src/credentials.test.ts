import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { secretFile } from '@openova/backstage-plugin-external-dns-node';
import { FakeRoute53 } from '@openova/provider-fakes/route53';
import { providerFor, unlimited } from './__testUtils__/harness';
import { credentialsOf } from './credentials';

const path = 'externalDns.providers[0]';
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'route53-'));
});

afterEach(() => rm(folder, { recursive: true }));

it('reads a file with a secret again when it changes', async () => {
  const file = join(folder, 'secret');
  const credentials = credentialsOf(
    {
      keys: {
        accessKeyId: 'AKID',
        secretAccessKey: secretFile(file, `${path}.secretAccessKeyFile`),
      },
    },
    undefined,
  );
  await writeFile(file, 'first\n');
  expect(await credentials?.()).toMatchObject({ secretAccessKey: 'first' });
  await writeFile(file, 'second one\n');
  expect(await credentials?.()).toMatchObject({
    secretAccessKey: 'second one',
  });
  await rm(file);
  await expect(credentials?.()).rejects.toMatchObject({
    kind: 'InvalidConfig',
    message: `${path}.secretAccessKeyFile: the file ${file} cannot be read (ENOENT)`,
  });
  await writeFile(file, '');
  await expect(credentials?.()).rejects.toThrow('is empty');
});

it('signs with the keys that a credentials file has now', async () => {
  const fake = await FakeRoute53.start();
  const credentialsFile = join(folder, 'credentials');
  const write = (key: string) =>
    writeFile(
      credentialsFile,
      `[default]\naws_access_key_id = other\naws_secret_access_key = x\n[dns]\naws_access_key_id = ${key}\naws_secret_access_key = ${fake.secretAccessKey}\n`,
    );
  const provider = providerFor(fake, {
    accessKeyId: undefined,
    secretAccessKey: undefined,
    credentialsFile,
    profile: ['dns'],
  });
  await write('AKIDOLD');
  await expect(provider.listZones(unlimited)).rejects.toMatchObject({
    kind: 'InvalidConfig',
  });
  await write(fake.accessKeyId);
  expect(await provider.listZones(unlimited)).toEqual([]);
  await provider.close?.();
  await fake.stop();
});

it('takes the account of the app that the entry names', async () => {
  const asked: unknown[] = [];
  const credentials = credentialsOf(
    { accountId: '123456789012' },
    {
      async getCredentialProvider(options) {
        asked.push(options);
        return {
          sdkCredentialProvider: async () => ({
            accessKeyId: 'AKID',
            secretAccessKey: 'secret',
          }),
        };
      },
    },
  );
  expect(asked).toEqual([]);
  expect(await credentials?.()).toMatchObject({ accessKeyId: 'AKID' });
  expect(asked).toEqual([{ accountId: '123456789012' }]);
});

it("leaves it to the SDK's chain where nothing is said", () => {
  expect(credentialsOf({}, undefined)).toBeUndefined();
  const assumeRole = { arn: 'arn:aws:iam::123456789012:role/dns' };
  expect(credentialsOf({ assumeRole }, undefined)).toBeInstanceOf(Function);
});
