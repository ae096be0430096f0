import express from 'express';
import { drizzle } from 'drizzle-orm/node-postgres';
import { wallets } from './schema.js';

const db = drizzle(process.env.DATABASE_URL);
const site = express();
site.get('/wallets', async (request, response) => {
  response.json(await db.select({ id: wallets.id }).from(wallets));
});
site.listen(process.env.PORT);
