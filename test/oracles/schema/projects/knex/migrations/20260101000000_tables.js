exports.up = async (knex) => {
  await knex.schema
    .createTable('users', (table) => {
      table.increments('id');
      table.string('email').notNullable().unique();
      table.boolean('active').index();
      table.timestamps(true, true);
    })
    .createTable('carts', (table) => {
      table.bigInteger('number').primary();
      table.integer('gone').index();
    });
  await knex.schema.createTable('orders', (t) => {
    t.increments();
    t.integer('user_id').unsigned().notNullable().references('id').inTable('users').onDelete('CASCADE');
    t.bigInteger('cart_id');
    t.date('day');
    t.foreign('cart_id').references('carts.number');
    t.index(['cart_id', 'user_id']);
    t.index('day', 'by_day');
    t.unique(['user_id', 'day']);
  });
  await knex.schema.createTable('likes', function (table) {
    table.integer('user_id').references('users.id');
    table.integer('order_id').references('id').inTable('orders');
    table.primary(['user_id', 'order_id']);
  });
};

exports.down = (knex) => knex.schema.dropTable('likes').dropTable('orders').dropTable('carts').dropTable('users');
