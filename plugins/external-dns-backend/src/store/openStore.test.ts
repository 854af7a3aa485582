import { mockServices } from '@backstage/backend-test-utils';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { openStore } from './openStore';
import { testDatabases } from './__testUtils__/databases';

const databases = testDatabases();

describe.each(databases.eachSupportedId())('the tables on %s', databaseId => {
  it('come up, go down and come up again', async () => {
    const knex = await databases.init(databaseId);
    await openStore(mockServices.database({ knex }));
    expect(await knex.schema.hasTable('record_sets')).toBe(true);

    const directory = resolvePackagePath(
      '@openova/backstage-plugin-external-dns-backend',
      'migrations',
    );
    await knex.migrate.rollback({ directory }, true);
    expect(await knex.schema.hasTable('record_sets')).toBe(false);
    expect(await knex.schema.hasTable('lease')).toBe(false);

    await openStore(mockServices.database({ knex }));
    expect(await knex.schema.hasTable('lease')).toBe(true);
  });

  it('are not touched where the portal runs migrations elsewhere', async () => {
    const knex = await databases.init(databaseId);
    await openStore(
      Object.assign(mockServices.database({ knex }), {
        migrations: { skip: true },
      }),
    );
    expect(await knex.schema.hasTable('lease')).toBe(false);
  });
});
