import express from 'express';
import { eq } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import { wallets } from './schema.js';

const db = drizzle(process.env.DATABASE_URL);
const site = express();
site.use(express.json());
site.post('/deposits', async (request, response) => {
  await db.transaction(async (tx) => {
    const [wallet] = await tx.select().from(wallets).where(eq(wallets.id, request.body.id)).for('update');
    await tx.update(wallets).set({ balance: wallet.balance + request.body.amount }).where(eq(wallets.id, wallet.id));
  });
  response.json({});
});
site.listen(process.env.PORT);
