import express from 'express';
import { Pool } from 'pg';

const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 5 });

const app = express();
app.get('/orders', async (request, response) => {
  const client = await pool.connect();
  try {
    const { rows } = await client.query('SELECT id FROM orders LIMIT 50');
    client.release();
    response.json(rows);
  } catch (error) {
    response.sendStatus(500);
  }
});

app.listen(process.env.PORT ?? 3000, '0.0.0.0');
