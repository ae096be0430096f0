import express from 'express';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const app = express();

app.post('/run', async (req, res) => {
  await pool.query('WITH x AS (SELECT id FROM orders) SELECT * FROM x');
  await pool.query('SELECT s.* FROM (SELECT id FROM orders) s');
  res.end();
});

app.listen(process.env.PORT);
