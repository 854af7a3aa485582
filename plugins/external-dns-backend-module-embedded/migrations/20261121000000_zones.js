// @ts-check

/**
 * The zones of the embedded DNS server. A zone's `version` rises with each batch
 * that is written to it; replicas follow it, and with `first_serial` it makes the
 * serial of the SOA. `embedded_zone_changes` says which names changed in which of
 * the last versions, so that a replica reads those and not the whole zone.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('embedded_zones', table => {
    table.comment('Zones that the embedded DNS server was told to serve');
    table.text('name').primary().comment('Lower case, no trailing dot');
    table.bigInteger('first_serial').notNullable();
    table.bigInteger('version').notNullable().comment('Batches written so far');
  });

  await knex.schema.createTable('embedded_record_sets', table => {
    table.comment('What the zones hold, but for their SOA');
    table.text('zone').notNullable();
    table.text('dns_name').notNullable().comment('Lower case, no trailing dot');
    table.text('record_type').notNullable();
    table.integer('ttl').notNullable().comment('Seconds');
    table.text('targets').notNullable().comment('JSON list of texts');
    table.primary(['zone', 'dns_name', 'record_type']);
  });

  await knex.schema.createTable('embedded_zone_changes', table => {
    table.comment('Names that the last batches changed');
    table.text('zone').notNullable();
    table.bigInteger('version').notNullable();
    table.text('dns_name').notNullable();
    table.primary(['zone', 'version', 'dns_name']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('embedded_zone_changes');
  await knex.schema.dropTable('embedded_record_sets');
  await knex.schema.dropTable('embedded_zones');
};
