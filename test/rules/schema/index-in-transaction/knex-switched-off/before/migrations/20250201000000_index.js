export async function up(knex) {
  await knex.raw('CREATE INDEX CONCURRENTLY ix_orders_customer ON orders (customer)');
}

export const down = () => {};

export const config = { transaction: false };
