import express from 'express';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const app = express();

app.post('/run', async (req, res) => {
  await pool.query('TRUNCATE tmp_totals');
  await pool.query('INSERT INTO tmp_totals SELECT 1');
  res.end();
});

app.listen(process.env.PORT);
