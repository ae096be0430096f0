import express from 'express';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const app = express();
app.post('/sum', async (req, res) => {
  await pool.query({ text: 'UPDATE summary SET total = $1 WHERE wallet = $2', values: [1, 'a'] });
  res.end();
});
app.listen(process.env.PORT);
