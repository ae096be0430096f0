// Its statements cannot run inside a transaction.
exports.config = { transaction: false };

exports.up = async (knex) => {
  await knex.raw('CREATE INDEX CONCURRENTLY "ix_orders_user_id" ON "orders" ("user_id")');
};

exports.down = async (knex) => {
  await knex.raw('DROP INDEX CONCURRENTLY IF EXISTS "ix_orders_user_id"');
};
