import express from 'express';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const app = express();

app.post('/run', async (req, res) => {
  await pool.query('DELETE FROM totals WHERE customer = ANY($1)', [[1]]);
  await pool.query('INSERT INTO totals (customer, n) VALUES ($1, $2) ON CONFLICT (customer) DO UPDATE SET n = EXCLUDED.n', [1, 2]);
  res.end();
});

app.listen(process.env.PORT);
