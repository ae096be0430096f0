exports.up = async (knex) => {
  await knex.schema.alterTable('orders', (table) => {
    table.dropIndex('day', 'by_day');
    table.integer('editor_id').references('id').inTable('users').index();
  });
  await knex.schema.table('carts', (table) => {
    table.dropColumn('gone');
    table.renameColumn('number', 'code');
  });
  await knex.raw('CREATE INDEX ix_likes_order ON likes (order_id) WHERE user_id > 3');
};

exports.down = async (knex) => {
  await knex.raw('DROP INDEX ix_likes_order');
};
