import express from 'express';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const app = express();

app.post('/run', async (req, res) => {
  const page = Number(req.query.page);
  await pool.query(`SELECT id FROM orders ORDER BY placed, id LIMIT 20 OFFSET ${page * 20}`);
  res.end();
});

app.listen(process.env.PORT);
