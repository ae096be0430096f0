exports.up = async (knex) => {
  await knex.schema
    .createTable('users', (table) => {
      table.increments('id');
      table.string('email').notNullable().unique();
    })
    .createTable('orders', (table) => {
      table.increments();
      table.integer('user_id').unsigned().notNullable().references('id').inTable('users').onDelete('CASCADE');
      table.integer('shop_id').references('shops.id').index();
      table.integer('cart_id');
      table.foreign('cart_id').references('id').inTable('carts');
      table.index(['cart_id', 'user_id']);
    });
};

exports.down = async (knex) => {
  await knex.schema.alterTable('orders', (table) => table.dropIndex(['cart_id', 'user_id']));
  await knex.schema.dropTable('orders').dropTable('users');
};
