import express from 'express';
import { Pool } from 'pg';

const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 5 });

const app = express();
app.post('/transfer', async (request, response) => {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query('UPDATE accounts SET balance = 0');
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
  response.sendStatus(204);
});
app.get('/', async (request, response) => response.json(await pool.query('SELECT 1')));

app.listen(process.env.PORT ?? 3000, '0.0.0.0');
