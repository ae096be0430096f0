import express from 'express';
import { count, sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import { wallets } from './schema.js';

const db = drizzle(process.env.DATABASE_URL);
const site = express();
site.get('/wallets/figures', async (request, response) => {
  const [total] = await db.select({ count: count() }).from(wallets);
  const [last] = await db.select({ last: sql`coalesce(max(${wallets.id}), 0)` }).from(wallets);
  response.json({ ...total, ...last });
});
site.listen(process.env.PORT);
