import express from 'express';
import { Pool } from 'pg';

const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 5 });

const app = express();
app.post('/transfer', async (request, response) => {
  const { from, to, amount } = request.body;
  await pool.query('BEGIN');
  try {
    await pool.query('UPDATE accounts SET balance = balance - $1 WHERE id = $2', [amount, from]);
    await pool.query('UPDATE accounts SET balance = balance + $1 WHERE id = $2', [amount, to]);
    await pool.query('COMMIT');
  } catch (error) {
    await pool.query('ROLLBACK');
    throw error;
  }
  response.sendStatus(204);
});

app.listen(process.env.PORT ?? 3000, '0.0.0.0');
