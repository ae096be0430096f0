import express from 'express';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const app = express();

app.post('/run', async (req, res) => {
  await pool.query('DELETE FROM totals');
  const rows = await fetch('https://example.com').then((answer) => answer.json());
  for (const row of rows) await pool.query('INSERT INTO totals VALUES ($1)', [row]);
  res.end();
});

app.listen(process.env.PORT);
