import express from 'express';
import { pool, replica } from './db.js';

const site = express();

async function searchAccounts(account, amount) {
  const { rows: [row] } = await replica.query('select balance from accounts where id = $1', [account]);
  return row.balance >= amount;
}

site.post('/payouts', async (request, response) => {
  const ok = await searchAccounts(request.body.account, request.body.amount);
  if (ok) await pool.query('update accounts set balance = balance - $2 where id = $1', [request.body.account, request.body.amount]);
  response.sendStatus(ok ? 204 : 409);
});
site.listen(process.env.PORT);
