import type { Knex } from "knex";

// Its statements cannot run inside a transaction.
export const config = { transaction: false };

export async function up(knex: Knex): Promise<void> {
  {{ up }}
}

export async function down(knex: Knex): Promise<void> {
  {{ down }}
}
