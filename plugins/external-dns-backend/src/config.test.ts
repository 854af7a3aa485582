import { mockServices } from '@backstage/backend-test-utils';
import { readExternalDnsConfig } from './config';

const good = {
  mode: 'sync',
  policy: 'sync',
  sources: ['gateway-httproute'],
  registry: { type: 'txt', txtOwnerId: 'openova' },
  providers: [{ type: 'embedded', zones: ['openova.io'] }],
};

const read = (externalDns?: object) =>
  readExternalDnsConfig(
    mockServices.rootConfig({ data: externalDns ? { externalDns } : {} }),
  );

describe('readExternalDnsConfig', () => {
  it('reads the flags, the providers and the schedule', () => {
    const config = read({
      ...good,
      schedule: { sync: { seconds: 30 }, sweep: '10m' },
      checks: {
        allowedNetworks: ['127.0.0.0/8'],
        ports: { '127.0.0.2': 10353, '::1': 5353, 'ns.openova.io': 5354 },
      },
      history: { days: 7 },
    });
    expect(config.mode).toBe('sync');
    expect(config.instances).toEqual([
      expect.objectContaining({ name: 'default', policy: 'sync' }),
    ]);
    expect(config.providers).toEqual([
      {
        type: 'embedded',
        path: 'externalDns.providers[0]',
        config: { type: 'embedded', zones: ['openova.io'] },
      },
    ]);
    expect(config.schedule).toEqual({
      sync: 30_000,
      sweep: 600_000,
      entities: 60_000,
    });
    expect(config.checks.allowedNetworks).toEqual(['127.0.0.0/8']);
    expect(config.checks.ports).toEqual({
      '127.0.0.2': 10353,
      '::1': 5353,
      'ns.openova.io': 5354,
    });
    expect(config.history).toBe(7 * 24 * 3_600_000);
  });

  it('is safe when nothing is said: observe', () => {
    expect(read({ ...good, mode: undefined }).mode).toBe('observe');
  });

  it('says that the section is missing', () => {
    expect(() => read()).toThrow(/externalDns is missing/);
  });

  it('tells every mistake at once, each with its path', () => {
    let message = '';
    try {
      read({
        ...good,
        policy: 'everything',
        domainFilters: ['openova.io'],
        providers: [{ zones: [] }],
        schedule: { sync: 'soon' },
        checks: { allowedNetworks: ['127.0.0.1'], ports: { '127.0.0.2': 0 } },
      });
    } catch (error) {
      message = (error as Error).message;
    }
    expect(message).toMatch(/externalDns\.policy .*sync/);
    expect(message).toMatch(/externalDns\.domainFilters .*domainFilter/);
    expect(message).toMatch(/externalDns\.providers\[0\]\.type /);
    expect(message).toMatch(/externalDns\.schedule\.sync /);
    expect(message).toMatch(/externalDns\.checks\.allowedNetworks\[0\] /);
    expect(message).toMatch(/externalDns\.checks\.ports\['127\.0\.0\.2'\] /);
  });

  it('keeps secrets out of its messages', () => {
    expect(() =>
      read({
        ...good,
        registry: {
          ...good.registry,
          txtEncryptEnabled: true,
          txtEncryptAesKey: 'too-short-secret',
        },
      }),
    ).toThrow(
      expect.objectContaining({
        message: expect.not.stringContaining('too-short-secret'),
      }),
    );
  });

  it('refuses instances of different modes', () => {
    expect(() =>
      read({
        ...good,
        instances: [
          { name: 'eu', clusters: ['eu-central'] },
          { name: 'us', clusters: ['us-east'], mode: 'observe' },
        ],
      }),
    ).toThrow(/mode must be the same/);
  });
});
