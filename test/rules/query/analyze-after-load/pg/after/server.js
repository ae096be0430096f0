import express from 'express';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const app = express();

app.post('/run', async (req, res) => {
  await pool.query('TRUNCATE totals')
  const { rowCount } = await pool.query('INSERT INTO totals SELECT * FROM orders WHERE a = $1', [1])
  await pool.query('ANALYZE totals')
  res.json(rowCount)
  res.end();
});

app.listen(process.env.PORT);
