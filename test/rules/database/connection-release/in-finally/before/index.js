import express from 'express';
import { Pool } from 'pg';

const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 5 });

const app = express();
app.get('/orders', async (request, response) => {
  const client = await pool.connect();
  try {
    response.json(await client.query('SELECT 1'));
  } finally {
    client.release();
  }
});

app.listen(process.env.PORT ?? 3000, '0.0.0.0');
