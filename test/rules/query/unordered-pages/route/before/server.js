import express from 'express';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const app = express();

app.post('/run', async (req, res) => {
  await pool.query('SELECT id FROM orders LIMIT $1 OFFSET $2', [20, 40]);
  res.end();
});

app.listen(process.env.PORT);
