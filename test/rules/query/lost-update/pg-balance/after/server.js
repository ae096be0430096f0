import express from 'express';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 5 });
const site = express();
site.use(express.json());
site.post('/deposits', async (request, response) => {
  const { rows } = await pool.query('SELECT balance FROM wallets WHERE id = $1', [request.body.id]);
  await pool.query('UPDATE wallets SET balance = balance + $1, changed = now() WHERE id = $2', [request.body.amount, request.body.id]);
  response.json({});
});
site.listen(process.env.PORT);
