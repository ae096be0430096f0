import express from 'express';
import { Pool } from 'pg';

const pool = new Pool({ max: 1 });

const app = express();
app.post('/x', async (request, response) => {
  await pool.query('BEGIN');
  await pool.query('DELETE FROM carts');
  await pool.query('COMMIT');
  response.sendStatus(204);
});

app.listen(process.env.PORT ?? 3000, '0.0.0.0');
