import express from 'express';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const app = express();

app.post('/run', async (req, res) => {
  await pool.query('DELETE FROM totals WHERE customer IN (SELECT DISTINCT customer FROM orders WHERE changed > $1)', [req.query.since]);
  await pool.query(`
    INSERT INTO totals (customer, n) SELECT customer, count(*) FROM public.orders WHERE changed > $1 GROUP BY customer
    ON CONFLICT (customer) DO UPDATE SET n = EXCLUDED.n
  `, [req.query.since]);
  res.end();
});

app.listen(process.env.PORT);
