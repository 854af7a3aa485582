import { Wish } from '@openova/dns-engine';
import { migrated, testDatabases } from '../store/__testUtils__/databases';
import { WishStore } from './storeWishes';

const key = { cluster: 'eu', instance: 'default', source: 'service' };

function wish(index: number, target = '192.0.2.1'): Wish {
  const origin = {
    cluster: 'eu',
    kind: 'Service',
    namespace: 'shop',
    name: `web-${index}`,
  };
  const dnsName = `web-${index}.openova.io`;
  return {
    endpoint: { dnsName, recordType: 'A', targets: [target] },
    origin,
    contributors: [origin],
  };
}

describe('stored wishes', () => {
  const databases = testDatabases();

  it.each(databases.eachSupportedId())(
    'come back whole, and one changed object writes one part, on %s',
    async id => {
      const knex = await migrated(databases, id);
      const first = new WishStore(knex);
      expect(await first.load(key)).toBeUndefined();

      const wishes = Array.from({ length: 2000 }, (_, index) => wish(index));
      await first.save(key, { wishes, verdicts: [] }, new Date(0));
      const stored = await new WishStore(knex).load(key);
      const byName = (a: Wish, b: Wish) =>
        a.origin.name < b.origin.name ? -1 : 1;
      expect(stored?.wishes.sort(byName)).toEqual([...wishes].sort(byName));

      // Another process knows no digest, and writes no more than is needed either.
      wishes[7] = wish(7, '192.0.2.2');
      const second = new WishStore(knex);
      await second.save(key, { wishes, verdicts: [] }, new Date(60_000));
      const written = await knex('source_wishes').where(
        'stored_at',
        '>',
        new Date(30_000),
      );
      expect(written).toHaveLength(1);
      expect(written[0].payload).toContain('192.0.2.2');

      await second.save(key, { wishes: [], verdicts: [] }, new Date(0));
      expect(await new WishStore(knex).load(key)).toEqual({
        wishes: [],
        verdicts: [],
      });
    },
  );

  it('do not count where a part is missing', async () => {
    const knex = await migrated(databases, 'SQLITE_3');
    const wishes = Array.from({ length: 600 }, (_, index) => wish(index));
    await new WishStore(knex).save(key, { wishes, verdicts: [] }, new Date(0));
    await knex('source_wishes').where({ part: 1 }).delete();
    expect(await new WishStore(knex).load(key)).toBeUndefined();
  });
});
