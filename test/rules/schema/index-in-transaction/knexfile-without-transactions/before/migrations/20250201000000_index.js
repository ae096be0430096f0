export async function up(knex) {
  await knex.raw('CREATE INDEX CONCURRENTLY ix_orders_customer ON orders (customer)');
}

export async function down(knex) {
  await knex.raw('DROP INDEX CONCURRENTLY ix_orders_customer');
}
