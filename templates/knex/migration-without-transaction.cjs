// Its statements cannot run inside a transaction.
exports.config = { transaction: false };

exports.up = async (knex) => {
  {{ up }}
};

exports.down = async (knex) => {
  {{ down }}
};
