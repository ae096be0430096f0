import express from 'express';
import { Pool } from 'pg';

const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 5 });

const app = express();
app.post('/orders', async (request, response) => {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const { rows } = await pool.query('SELECT stock FROM items WHERE id = $1', [request.body.item]); // how many are left
    await client.query('UPDATE items SET stock = $1', [rows[0].stock - 1]);
    await client.query('COMMIT');
    response.sendStatus(201);
  } finally {
    client.release();
  }
});

app.listen(process.env.PORT ?? 3000, '0.0.0.0');
