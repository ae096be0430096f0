import express from 'express';
import { Pool } from 'pg';

const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 5 });

const app = express();
app.post('/book', async (request, response) => {
  await pool.query('START TRANSACTION');

  // both or none
  await pool.query('INSERT INTO bookings (room) VALUES ($1)', [request.body.room]);
  await pool.query('UPDATE rooms SET free = false WHERE id = $1', [request.body.room]);
  await pool.query('COMMIT');
  response.sendStatus(201);
});

app.listen(process.env.PORT ?? 3000, '0.0.0.0');
