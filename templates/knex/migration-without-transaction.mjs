// Its statements cannot run inside a transaction.
export const config = { transaction: false };

export const up = async (knex) => {
  {{ up }}
};

export const down = async (knex) => {
  {{ down }}
};
