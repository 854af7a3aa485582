// @ts-check

/**
 * The DNS health of entities over time: the grade that each had last, which tells when
 * it falls, and the one of each day, which is the trend.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('entity_grades', table => {
    table.comment('The grade of each entity when it was looked at last');
    table.text('entity_ref').primary();
    table.text('grade').notNullable();
    table.timestamp('since', { useTz: true }).notNullable();
  });

  await knex.schema.createTable('entity_grade_days', table => {
    table.comment('The last grade of each entity on each day');
    table.text('day').notNullable().comment('2026-11-21, UTC');
    table.text('entity_ref').notNullable();
    table.text('grade').notNullable();
    table.primary(['day', 'entity_ref']);
    table.index(['day', 'grade'], 'entity_grade_days_grade');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('entity_grade_days');
  await knex.schema.dropTable('entity_grades');
};
