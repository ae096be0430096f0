import express from 'express';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const app = express();

app.post('/run', async (req, res) => {
  await pool.query('SELECT * FROM orders WHERE id = $1', [1]);
  await pool.query('SELECT o.*, c.name FROM orders o JOIN customers c ON c.id = o.customer');
  await pool.query('SELECT id FROM orders');
  res.end();
});

app.listen(process.env.PORT);
