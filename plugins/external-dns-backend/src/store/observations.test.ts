import { ObservedDelegation } from '@openova/dns-engine';
import { migrated, testDatabases } from './__testUtils__/databases';
import { ObservationStore } from './observations';

const databases = testDatabases();
jest.setTimeout(60_000);

const seen = (
  zone: string,
  at: string,
  more: Partial<ObservedDelegation> = {},
): ObservedDelegation => ({
  zone,
  at,
  nsNames: ['gslb-ns-eu-gslb.openova.io'],
  nsTtl: 30,
  glue: {},
  servers: [],
  hasDs: false,
  answersBelow: false,
  hosts: [],
  ...more,
});

describe.each(databases.eachSupportedId())('ObservationStore, %p', id => {
  it('tells whether something else was seen, whatever the time', async () => {
    const store = new ObservationStore(await migrated(databases, id));
    const first = seen('gslb.openova.io', '2026-01-01T00:00:00.000Z');
    const later = seen('gslb.openova.io', '2026-01-01T00:01:00.000Z');
    const other = seen('gslb.openova.io', '2026-01-01T00:02:00.000Z', {
      hasDs: true,
    });
    expect(await store.save(first)).toBe(true);
    expect(await store.save(later)).toBe(false);
    expect(await store.all()).toEqual([later]);
    expect(await store.save(other)).toBe(true);
    expect(await store.save(other)).toBe(false);
    expect(await store.all()).toEqual([other]);
  });

  it('forgets the zones that are gone', async () => {
    const store = new ObservationStore(await migrated(databases, id));
    const at = '2026-01-01T00:00:00.000Z';
    for (const zone of ['a.openova.io', 'b.openova.io', 'c.openova.io']) {
      await store.save(seen(zone, at));
    }
    expect(await store.keepOnly(['b.openova.io', 'd.openova.io'])).toBe(2);
    expect(await store.all()).toEqual([seen('b.openova.io', at)]);
    expect(await store.keepOnly([])).toBe(1);
    expect(await store.all()).toEqual([]);
  });
});
