import { JsonObject } from '@backstage/types';
import { Change, Endpoint, RecordSet } from '@openova/dns-engine';
import { startCloudflare, unlimited } from './__testUtils__/startCloudflare';
import { readEntry } from './entry';
import { cloudflareSemantics } from './semantics';
import { propertyNames } from './settings';

/* Regional and custom hostnames, as ExternalDNS's flags switch them on. */

async function start(config: JsonObject) {
  const started = await startCloudflare(config);
  running.push(started.fake);
  const { fake, provider, zone } = started;
  const semantics = provider.semantics;
  return {
    fake,
    hostnames: fake.zones[0].hostnames,
    async list(names?: string[]): Promise<RecordSet[]> {
      const found: RecordSet[] = [];
      for await (const page of provider.listRecordSets(
        zone,
        { names },
        unlimited,
      )) {
        found.push(...page);
      }
      return found;
    },
    wanted(endpoint: Partial<Endpoint>): Endpoint & { zone: string } {
      const adjusted = semantics.adjustEndpoint?.({
        dnsName: 'web.openova.io',
        recordType: 'A',
        targets: ['192.0.2.1'],
        ...endpoint,
      });
      if (!adjusted) throw new Error('Nothing was adjusted');
      return { ...adjusted, zone: 'openova.io' };
    },
    write: (...changes: Change[]) =>
      provider.writeBatch(zone, changes, unlimited),
  };
}

let running: { stop(): Promise<void> }[] = [];

afterEach(async () => {
  await Promise.all(running.map(fake => fake.stop()));
  running = [];
});

const region = (value: string) => ({ name: propertyNames.regionKey, value });
const customs = (value: string) => ({
  name: propertyNames.customHostnames,
  value,
});

const create = (wanted: Endpoint & { zone: string }): Change => ({
  role: 'record',
  action: 'create',
  new: wanted,
});

const update = (
  old: RecordSet,
  wanted: Endpoint & { zone: string },
): Change => ({
  role: 'record',
  action: 'update',
  old,
  new: wanted,
});

const remove = (old: RecordSet): Change => ({
  role: 'record',
  action: 'delete',
  old,
});

const done = { outcome: 'done' };

describe('regional hostnames', () => {
  it('come, change and go with the records of their name', async () => {
    const { hostnames, list, wanted, write } = await start({ regionKey: 'eu' });
    const inEurope = wanted({});
    const aaaa = wanted({ recordType: 'AAAA', targets: ['2001:db8::1'] });
    expect(await write(create(inEurope), create(aaaa))).toEqual([done, done]);
    expect(hostnames.regional).toMatchObject([
      { hostname: 'web.openova.io', region_key: 'eu' },
    ]);
    const [a, b] = await list();
    expect(a.providerSpecific).toEqual(inEurope.providerSpecific);
    expect(b.providerSpecific).toEqual(aaaa.providerSpecific);

    const inAmerica = wanted({ providerSpecific: [region('us')] });
    const both = wanted({
      recordType: 'AAAA',
      targets: ['2001:db8::1'],
      providerSpecific: [region('us')],
    });
    await write(update(a, inAmerica), update(b, both));
    expect(hostnames.regional).toMatchObject([{ region_key: 'us' }]);

    const [first, second] = await list(['web.openova.io']);
    await write(remove(first));
    expect(hostnames.regional).toHaveLength(1);
    await write(remove(second));
    expect(hostnames.regional).toEqual([]);
    expect(await list()).toEqual([]);
  });

  it('are one for a name: who asks for another is refused, with the sentence', async () => {
    const { hostnames, list, wanted, write } = await start({
      regionalServices: true,
    });
    await expect(
      write(
        create(wanted({ providerSpecific: [region('eu')] })),
        create(
          wanted({
            recordType: 'AAAA',
            targets: ['2001:db8::1'],
            providerSpecific: [region('us')],
          }),
        ),
      ),
    ).rejects.toMatchObject({
      kind: 'Rejected',
      message: expect.stringMatching(/asks for the region us, and A for eu/),
      refusedChanges: new Map([[1, expect.any(String)]]),
    });
    expect(await list()).toEqual([]);
    expect(hostnames.regional).toEqual([]);
  });

  it('that are refused are told of their record alone, once it stands', async () => {
    const { list, wanted, write } = await start({ regionalServices: true });
    const nowhere = wanted({ providerSpecific: [region('nowhere')] });
    const other = wanted({ dnsName: 'other.openova.io' });
    const results = await write(create(nowhere), create(other));
    expect(results).toMatchObject([{ outcome: 'unknown' }, done]);
    const stands = (await list()).find(
      ({ dnsName }) => dnsName === 'web.openova.io',
    );
    expect(stands?.targets).toEqual(['192.0.2.1']);
    expect(await write(update(stands!, nowhere))).toMatchObject([
      {
        outcome: 'rejected',
        message: expect.stringMatching(/nowhere is no region/),
      },
    ]);
  });
});

describe('custom hostnames', () => {
  it('come after their record, are exchanged, and go before it', async () => {
    const { fake, hostnames, list, wanted, write } = await start({
      customHostnames: true,
      customHostnamesMinTlsVersion: '1.2',
      customHostnamesCertificateAuthority: 'google',
    });
    const asked = wanted({
      providerSpecific: [customs('www.example.org, shop.example.org')],
    });
    expect(await write(create(asked))).toEqual([done]);
    expect(hostnames.custom.map(({ hostname }) => hostname).sort()).toEqual([
      'shop.example.org',
      'www.example.org',
    ]);
    expect(hostnames.custom[0]).toMatchObject({
      custom_origin_server: 'web.openova.io',
      ssl: {
        type: 'dv',
        method: 'http',
        certificate_authority: 'google',
        settings: { min_tls_version: '1.2' },
      },
    });
    const [stands] = await list();
    expect(stands.providerSpecific).toEqual(asked.providerSpecific);
    expect(await list(['web.openova.io'])).toEqual([stands]);

    const one = wanted({ providerSpecific: [customs('www.example.org')] });
    await write(update(stands, one));
    expect(hostnames.custom.map(({ hostname }) => hostname)).toEqual([
      'www.example.org',
    ]);
    fake.calls.length = 0;
    await write(remove((await list())[0]));
    expect(hostnames.custom).toEqual([]);
    expect(fake.calls.map(({ kind }) => kind).slice(-2)).toEqual([
      'DELETE /zones/{zone}/custom_hostnames/{id}',
      'POST /zones/{zone}/dns_records/batch',
    ]);
  });

  it('of a page and one more are all read', async () => {
    const { list, wanted, write } = await start({ customHostnames: true });
    const names = Array.from(
      { length: 51 },
      (_, index) => `h${index}.example.org`,
    );
    const asked = wanted({ providerSpecific: [customs(names.join(','))] });
    await write(create(asked));
    expect((await list())[0].providerSpecific).toEqual(asked.providerSpecific);
  });
});

describe('where they are switched off', () => {
  it('they are neither asked for nor read', async () => {
    const { fake, list, wanted, write } = await start({});
    const plain = wanted({
      providerSpecific: [region('eu'), customs('www.example.org')],
    });
    expect(plain.providerSpecific).toEqual(wanted({}).providerSpecific);
    await write(create(plain));
    await list();
    expect(Object.keys(fake.callCounts())).not.toContain(
      'GET /zones/{zone}/custom_hostnames',
    );
  });

  it('types that cannot have them get none', () => {
    const { adjustEndpoint } = cloudflareSemantics({
      regionalServices: true,
      regionKey: 'eu',
      customHostnames: true,
    });
    expect(
      adjustEndpoint?.({
        dnsName: 'web.openova.io',
        recordType: 'TXT',
        targets: ['"x"'],
        providerSpecific: [customs('www.example.org')],
      }).providerSpecific,
    ).toBeUndefined();
  });
});

it('the flags are checked', () => {
  const read = (config: JsonObject) =>
    readEntry({ apiToken: 'a', ...config }, 'externalDns.providers[0]');
  expect(read({ regionKey: 'eu' })).toMatchObject({ regionalServices: true });
  expect(() => read({ customHostnamesMinTlsVersion: '2' })).toThrow(
    'externalDns.providers[0].customHostnamesMinTlsVersion must be one of 1.0, 1.1, 1.2, 1.3',
  );
  expect(() => read({ customHostnamesCertificateAuthority: 'me' })).toThrow(
    'must be one of none, google, ssl_com, lets_encrypt',
  );
});
