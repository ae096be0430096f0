import express from 'express';
import { Pool } from 'pg';

const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 5 });

const app = express();
app.post('/book', async (request, response) => {
  const client = await pool.connect();
  try {
    await client.query('START TRANSACTION');

    // both or none
    await client.query('INSERT INTO bookings (room) VALUES ($1)', [request.body.room]);
    await client.query('UPDATE rooms SET free = false WHERE id = $1', [request.body.room]);
    await client.query('COMMIT');
    response.sendStatus(201);
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
});

app.listen(process.env.PORT ?? 3000, '0.0.0.0');
