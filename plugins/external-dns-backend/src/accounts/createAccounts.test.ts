import { InputError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import { VirtualClock } from '../clock/__testUtils__/virtualClock';
import { MemoryProvider } from '../sync/__testUtils__/memoryProvider';
import { createAccounts } from './createAccounts';
import { zoneFilter } from './zoneFilter';

async function accountsOf(...entries: JsonObject[]) {
  const seen: JsonObject[] = [];
  const made = await createAccounts({
    entries,
    clock: new VirtualClock(),
    factories: [
      {
        type: 'memory',
        async create({ config, path }) {
          seen.push(config);
          if (config.apiToken === '') {
            throw new InputError(
              `${path}.apiToken is empty: set it, or remove the provider`,
            );
          }
          return new MemoryProvider(['openova.io'], {
            rate: { requests: 5, seconds: 1 },
          });
        },
      },
    ],
  });
  return { ...made, seen };
}

describe('accounts', () => {
  it('come from the entries; a wrong one is told and stops nobody', async () => {
    const { accounts, problems } = await accountsOf(
      { type: 'memory', apiToken: '' },
      { type: 'memory' },
      { type: 'memroy' },
      { name: 'x' },
      { type: 'memory', name: 'private' },
      { type: 'memory', name: 'private' },
      { type: 'memory', name: 'slow', rateLimit: { requests: 0, seconds: 1 } },
    );
    expect(accounts.map(account => account.key)).toEqual([
      'memory-2',
      'private',
    ]);
    expect(problems).toEqual([
      {
        path: 'externalDns.providers[0]',
        sentence:
          'externalDns.providers[0].apiToken is empty: set it, or remove the provider',
      },
      {
        path: 'externalDns.providers[2]',
        sentence:
          'externalDns.providers[2].type is "memroy", which no installed module provides: use one of memory, or add its module to the backend.',
      },
      {
        path: 'externalDns.providers[3]',
        sentence: 'externalDns.providers[3].type must be a text.',
      },
      {
        path: 'externalDns.providers[5]',
        sentence:
          'externalDns.providers[5].name is "private", and so is externalDns.providers[4]: give one of them another name.',
      },
      {
        path: 'externalDns.providers[6]',
        sentence:
          'externalDns.providers[6].rateLimit must say requests (a whole number) and seconds, both above 0.',
      },
    ]);
  });

  it('keep their own keys from the module', async () => {
    const { seen } = await accountsOf({
      type: 'memory',
      name: 'main',
      domainFilter: ['openova.io'],
      apiToken: 'secret',
    });
    expect(seen).toEqual([{ type: 'memory', apiToken: 'secret' }]);
  });
});

describe('the filter of zones', () => {
  it('takes zones below and above a wanted domain, and leaves excluded ones', () => {
    const wants = zoneFilter({
      domainFilter: ['shop.openova.io', '.example.org'],
      excludeDomains: ['old.example.org'],
    });
    const names = [
      'openova.io',
      'eu.shop.openova.io',
      'other.openova.io',
      'example.org',
      'a.old.example.org',
      'old.example.org',
    ];
    expect(names.filter(name => wants({ id: name, name }))).toEqual([
      'openova.io',
      'eu.shop.openova.io',
      'example.org',
    ]);
  });

  it('takes zones by the end of their id', () => {
    const wants = zoneFilter({ zoneIdFilter: ['Z1'] });
    expect(wants({ id: '/hostedzone/Z1', name: 'openova.io' })).toBe(true);
    expect(wants({ id: '/hostedzone/Z2', name: 'openova.io' })).toBe(false);
  });
});
