import express from 'express';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const app = express();
app.post('/sum', async (req, res) => {
  await pool.query(`INSERT INTO summary (wallet, total) SELECT wallet, sum(n) FROM moves GROUP BY wallet
    ON CONFLICT (wallet) DO UPDATE SET total = EXCLUDED.total`);
  res.end();
});
app.listen(process.env.PORT);
