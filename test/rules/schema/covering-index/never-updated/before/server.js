import express from 'express';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const app = express();
app.post('/sum', async (req, res) => {
  await pool.query('UPDATE summary SET other = 1');
  res.end();
});
app.listen(process.env.PORT);
