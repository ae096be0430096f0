export const up = (knex) => knex.schema.createTable('orders', (t) => { t.increments(); t.integer('customer'); });
export const down = (knex) => knex.schema.dropTable('orders');
