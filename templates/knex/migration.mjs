export const up = async (knex) => {
  {{ up }}
};

export const down = async (knex) => {
  {{ down }}
};
