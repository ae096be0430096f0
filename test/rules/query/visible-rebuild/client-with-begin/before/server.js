import express from 'express';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const app = express();

app.post('/run', async (req, res) => {
  const client = await pool.connect();
  await client.query('BEGIN');
  await client.query('TRUNCATE totals');
  await client.query('INSERT INTO totals SELECT customer, count(*) FROM orders GROUP BY customer');
  await client.query('COMMIT');
  res.end();
});

app.listen(process.env.PORT);
