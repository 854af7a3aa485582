// @ts-check

/**
 * k8gb's delegated zones: the state that the last plan left, which is also what the next
 * one remembers of members that are gone; what was seen of them over DNS; what people
 * decided; and what happened to their members.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('delegations', table => {
    table.comment('Delegated zones as the last plan left them');
    table.text('zone_key').notNullable().comment('Of the zone with the NS set');
    table.text('zone').notNullable().comment('The delegated zone');
    table.text('provider').notNullable().comment('Empty: no account holds it');
    table.text('payload').notNullable();
    table.text('digest').notNullable();
    table.timestamp('planned_at', { useTz: true }).notNullable();
    table.primary(['zone_key', 'zone']);
    table.index(['zone'], 'delegations_zone');
  });

  await knex.schema.createTable('delegation_hosts', table => {
    table.comment('Which delegated zone answers for a hostname');
    table.text('zone_key').notNullable();
    table.text('zone').notNullable();
    table.text('dns_name').notNullable();
    table.primary(['zone_key', 'zone', 'dns_name']);
    table.index(['dns_name'], 'delegation_hosts_name');
  });

  await knex.schema.createTable('delegation_observations', table => {
    table.comment('What was seen of a delegated zone over DNS');
    table.text('zone').primary();
    table.text('payload').notNullable();
    table.text('digest').notNullable().comment('Without the time');
    table.timestamp('asked_at', { useTz: true }).notNullable();
  });

  await knex.schema.createTable('delegation_decisions', table => {
    table.comment('What people decided; kept until nothing is left to do');
    table.text('zone').notNullable();
    table.text('kind').notNullable().comment('adopt, forget, remove');
    table.text('cluster').notNullable().comment('Empty, but for forget');
    table.text('decided_by').notNullable();
    table.timestamp('decided_at', { useTz: true }).notNullable();
    table.primary(['zone', 'kind', 'cluster']);
  });

  await knex.schema.createTable('delegation_events', table => {
    table.comment('What happened to the members of delegated zones');
    table.bigIncrements('id');
    table.timestamp('at', { useTz: true }).notNullable();
    table.text('zone').notNullable();
    table.text('cluster').notNullable();
    table.text('from').notNullable();
    table.text('to').notNullable();
    table.text('sentence').notNullable();
    table.index(['zone', 'id'], 'delegation_events_zone');
    table.index(['at'], 'delegation_events_at');
  });

  // One finding may be about several members. The next sync fills the table anew.
  await knex.schema.dropTable('findings');
  await createFindings(knex, ['scope', 'id', 'subject']);
};

/**
 * @param {import('knex').Knex} knex
 * @param {string[]} key
 */
async function createFindings(knex, key) {
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
    table.primary(key);
  });
}

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const name of [
    'delegation_events',
    'delegation_decisions',
    'delegation_observations',
    'delegation_hosts',
    'delegations',
  ]) {
    await knex.schema.dropTable(name);
  }
  await knex.schema.dropTable('findings');
  await createFindings(knex, ['scope', 'id']);
};
