import express from 'express';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const app = express();
app.post('/setup', async (req, res) => {
  await pool.query('ALTER TABLE orders PARTITION BY RANGE (placed)');
  res.end();
});
app.listen(process.env.PORT);
