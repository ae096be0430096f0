import express from 'express';
import { Pool } from 'pg';

const pool = new Pool();
const audit = new Pool({ connectionString: process.env.AUDIT_URL });

const app = express();
app.post('/orders', async (request, response) => {
  const client = await pool.connect();
  try {
    await audit.query('INSERT INTO log DEFAULT VALUES');
    await client.query('UPDATE items SET stock = stock - 1');
    response.sendStatus(201);
  } finally {
    client.release();
  }
});

app.listen(process.env.PORT ?? 3000, '0.0.0.0');
