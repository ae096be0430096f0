export const up = (knex) => knex.schema.createTable('orders', (t) => { t.increments(); });
export const down = (knex) => knex.schema.dropTable('orders');
