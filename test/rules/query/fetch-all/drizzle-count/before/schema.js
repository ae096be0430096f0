import { integer, pgTable } from 'drizzle-orm/pg-core';

export const wallets = pgTable('wallets', { id: integer('id').primaryKey(), balance: integer('balance').notNull() });
