import { integer } from 'drizzle-orm/pg-core';

export const dates = { created: integer('created_at').notNull(), changed: integer().unique() };
