// @ts-check

/**
 * The tables of the plugin: a read model of clusters and zones, what must be
 * remembered between syncs (claims, kinds served before, wishes of clusters that
 * cannot be read now), the journal of what was written, and the lease.
 *
 * Names of hosts are stored normalised (lower case, punycode, no trailing dot), so
 * that tables join on `dns_name`. Columns that hold lists or objects are JSON text.
 * `set_identifier`, `record_type` and `namespace` are empty, never NULL, where there
 * is none: they are parts of keys.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('lease', table => {
    table.comment('Which replica is the writer');
    table.text('id').primary();
    table.text('holder').notNullable().comment('Empty: released');
    table.bigInteger('epoch').notNullable().comment('Rises with each holder');
    table.bigInteger('beat').notNullable().comment('Rises with each heartbeat');
    table.timestamp('heartbeat_at', { useTz: true }).notNullable();
    table.timestamp('expires_at', { useTz: true }).notNullable();
  });

  await knex.schema.createTable('clusters', table => {
    table.comment('Every cluster that was seen once and not forgotten');
    table.text('name').primary();
    table.text('state').notNullable();
    table.text('sentence');
    table.timestamp('since', { useTz: true }).notNullable();
    table.timestamp('first_seen', { useTz: true }).notNullable();
    table.timestamp('last_listed', { useTz: true });
    table.text('payload').notNullable().comment('JSON of the cluster view');
  });

  await knex.schema.createTable('cluster_kinds', table => {
    table.comment('Every kind of a cluster, as it was last listed');
    table.text('cluster').notNullable();
    table.text('api_group').notNullable();
    table.text('plural').notNullable();
    table.text('version').notNullable().defaultTo('');
    table.boolean('served_before').notNullable().defaultTo(false);
    table.integer('objects').notNullable().defaultTo(0);
    table.text('state').notNullable();
    table.text('sentence');
    table.timestamp('since', { useTz: true }).notNullable();
    table.primary(['cluster', 'api_group', 'plural']);
  });

  await knex.schema.createTable('source_wishes', table => {
    table.comment('What a source found when its cluster was last fresh');
    table.text('cluster').notNullable();
    table.text('instance').notNullable();
    table.text('source').notNullable();
    table
      .integer('part')
      .notNullable()
      .comment('Of many: only changed ones are written');
    table.text('digest').notNullable();
    table.text('payload').notNullable();
    table.timestamp('stored_at', { useTz: true }).notNullable();
    table.primary(['cluster', 'instance', 'source', 'part']);
  });

  await knex.schema.createTable('objects', table => {
    table.comment('Objects that were looked at, with the facts of their chain');
    table.text('cluster').notNullable();
    table.text('kind').notNullable();
    table.text('namespace').notNullable();
    table.text('name').notNullable();
    table.text('uid').notNullable().defaultTo('');
    table.text('payload').notNullable();
    table.text('digest').notNullable();
    table.primary(['cluster', 'kind', 'namespace', 'name']);
  });

  await knex.schema.createTable('object_entities', table => {
    table.comment('Which entities an object belongs to');
    table.text('entity_ref').notNullable();
    table.text('cluster').notNullable();
    table.text('kind').notNullable();
    table.text('namespace').notNullable();
    table.text('name').notNullable();
    table.primary(['entity_ref', 'cluster', 'kind', 'namespace', 'name']);
    table.index(
      ['cluster', 'kind', 'namespace', 'name'],
      'object_entities_object',
    );
  });

  await knex.schema.createTable('accounts', table => {
    table.comment('DNS services under one credential each');
    table.text('key').primary();
    table.text('provider').notNullable();
    table.text('path').notNullable().comment('Where it is configured');
    table.text('state').notNullable();
    table.text('sentence');
    table.timestamp('since', { useTz: true }).notNullable();
    table.timestamp('zones_listed_at', { useTz: true });
    table.integer('rate_limit');
    table.integer('rate_remaining');
    table.timestamp('rate_resets_at', { useTz: true });
  });

  await knex.schema.createTable('zones', table => {
    table.comment('Zones of all accounts');
    table.text('key').primary();
    table.text('account').notNullable();
    table.text('provider').notNullable();
    table.text('zone_id').notNullable();
    table.text('name').notNullable();
    table.text('visibility').notNullable();
    table.text('name_servers').notNullable();
    table.text('server_addresses').notNullable();
    table.text('state').notNullable();
    table.text('sentence');
    table.integer('record_count').notNullable().defaultTo(0);
    table.integer('owned_count').notNullable().defaultTo(0);
    table.integer('pending_changes').notNullable().defaultTo(0);
    table.text('plan_digest');
    table.timestamp('last_read_at', { useTz: true });
    table.timestamp('last_sync_at', { useTz: true });
    table.index(['name'], 'zones_name');
  });

  await knex.schema.createTable('record_sets', table => {
    table.comment('What the zones hold, with its ownership');
    table.text('zone_key').notNullable();
    table.text('dns_name').notNullable();
    table.text('record_type').notNullable();
    table.text('set_identifier').notNullable();
    table.text('zone').notNullable();
    table.text('provider').notNullable();
    table.text('targets').notNullable();
    table.integer('ttl');
    table.text('provider_specific').notNullable();
    table.text('owner');
    table.boolean('ours').notNullable();
    table.text('resource');
    table.text('txt').notNullable().comment('JSON: name and value of each');
    table.text('provider_data');
    table.text('digest').notNullable();
    table.timestamp('observed_at', { useTz: true }).notNullable();
    table.primary(['zone_key', 'dns_name', 'record_type', 'set_identifier']);
    table.index(
      ['dns_name', 'record_type', 'set_identifier', 'zone_key'],
      'record_sets_name',
    );
    table.index(['record_type', 'dns_name'], 'record_sets_type');
    table.index(['owner', 'dns_name'], 'record_sets_owner');
    table.index(['zone', 'dns_name'], 'record_sets_zone');
    table.index(['observed_at'], 'record_sets_observed');
  });

  await knex.schema.createTable('verdicts', table => {
    table.comment('What became of each wish');
    table.text('cluster').notNullable();
    table.text('kind').notNullable();
    table.text('namespace').notNullable();
    table.text('name').notNullable();
    table.text('dns_name').notNullable();
    table.text('record_type').notNullable();
    table.text('set_identifier').notNullable();
    table.text('reason').notNullable();
    table.text('state').notNullable();
    table.integer('rank').notNullable().comment('Worst state first');
    table.text('params').notNullable();
    table.text('digest').notNullable();
    table.timestamp('since', { useTz: true }).notNullable();
    table.primary([
      'cluster',
      'kind',
      'namespace',
      'name',
      'dns_name',
      'record_type',
      'set_identifier',
    ]);
    table.index(['dns_name'], 'verdicts_name');
    table.index(['rank', 'dns_name'], 'verdicts_rank');
    table.index(['state', 'dns_name'], 'verdicts_state');
  });

  await knex.schema.createTable('claims', table => {
    table.comment('Who holds a name, remembered between syncs');
    table.text('zone_key').notNullable();
    table.text('dns_name').notNullable();
    table.text('set_identifier').notNullable();
    table.text('cluster').notNullable();
    table.text('instance').notNullable();
    table.text('origin').notNullable();
    table.text('contributors').notNullable();
    table.text('since').notNullable().comment('RFC 3339');
    table.text('digest').notNullable();
    table.primary(['zone_key', 'dns_name', 'set_identifier']);
  });

  await knex.schema.createTable('syncs', table => {
    table.comment(
      'Syncs that changed or found something; idle ones repeat one row',
    );
    table.increments('id');
    table.text('trigger').notNullable();
    table.timestamp('started_at', { useTz: true }).notNullable();
    table.timestamp('finished_at', { useTz: true });
    table.text('outcome').notNullable();
    table.text('sentence');
    table.integer('zones').notNullable().defaultTo(0);
    table.integer('created').notNullable().defaultTo(0);
    table.integer('updated').notNullable().defaultTo(0);
    table.integer('deleted').notNullable().defaultTo(0);
    table.integer('rejected').notNullable().defaultTo(0);
    table.text('cause').notNullable();
    table.bigInteger('epoch').notNullable();
    table.integer('repeats').notNullable().defaultTo(0);
    table.timestamp('repeated_at', { useTz: true });
    table.index(['started_at'], 'syncs_started');
  });

  await knex.schema.createTable('changes', table => {
    table.comment('Journal: every write, told before it is sent');
    table.bigIncrements('id');
    table.integer('sync_id').notNullable();
    table.timestamp('at', { useTz: true }).notNullable();
    table.text('zone_key').notNullable();
    table.text('zone').notNullable();
    table.text('dns_name').notNullable();
    table.text('record_name').notNullable().comment('Of the TXT, for a TXT');
    table.text('record_type').notNullable();
    table.text('set_identifier').notNullable();
    table.text('role').notNullable();
    table.text('action').notNullable();
    table.text('before');
    table.text('after');
    table.text('outcome').notNullable();
    table.text('message');
    table.text('origins').notNullable();
    table.index(['at'], 'changes_at');
    table.index(['zone', 'id'], 'changes_zone');
    table.index(['dns_name', 'id'], 'changes_name');
    table.index(['sync_id', 'id'], 'changes_sync');
  });

  await knex.schema.createTable('resyncs', table => {
    table.comment('Requests of people; any replica writes, the writer serves');
    table.text('id').primary();
    table.text('scope_key').notNullable();
    table.text('scope').notNullable();
    table.timestamp('requested_at', { useTz: true }).notNullable();
    table.text('requested_by').notNullable();
    table.text('state').notNullable();
    table.integer('sync_id');
    table.boolean('joined').notNullable().defaultTo(false);
    table.integer('zones').notNullable().defaultTo(0);
    table.integer('zones_done').notNullable().defaultTo(0);
    table.timestamp('finished_at', { useTz: true });
    table.text('sentence');
    table.index(['state', 'requested_at'], 'resyncs_state');
    table.index(['requested_at'], 'resyncs_requested');
  });

  await knex.schema.createTable('checks', table => {
    table.comment('What the authoritative servers answered last');
    table.text('dns_name').notNullable();
    table.text('record_type').notNullable();
    table.text('zone').notNullable();
    table.text('outcome').notNullable();
    table.timestamp('checked_at', { useTz: true }).notNullable();
    table.text('servers').notNullable();
    table.primary(['dns_name', 'record_type']);
    table.index(['checked_at'], 'checks_checked');
  });

  await knex.schema.createTable('findings', table => {
    table.comment('What is wrong and belongs to no single wish');
    table.text('scope').notNullable().comment('Key of the zone; empty: none');
    table.text('id').notNullable();
    table.text('subject').notNullable();
    table.text('severity').notNullable();
    table.text('sentence').notNullable();
    table.text('fix').notNullable();
    table.text('digest').notNullable();
    table.timestamp('since', { useTz: true }).notNullable();
    table.primary(['scope', 'id']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const name of [
    'findings',
    'checks',
    'resyncs',
    'changes',
    'syncs',
    'claims',
    'verdicts',
    'record_sets',
    'zones',
    'accounts',
    'object_entities',
    'objects',
    'source_wishes',
    'cluster_kinds',
    'clusters',
    'lease',
  ]) {
    await knex.schema.dropTable(name);
  }
};
