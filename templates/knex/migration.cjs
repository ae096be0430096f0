exports.up = async (knex) => {
  {{ up }}
};

exports.down = async (knex) => {
  {{ down }}
};
