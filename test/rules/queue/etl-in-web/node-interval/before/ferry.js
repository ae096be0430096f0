import cron from 'node-cron';
import express from 'express';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 5 });
pool.on('error', console.error);
const app = express();

cron.schedule('0 3 * * *', async () => {
  const { rows } = await pool.query('SELECT id FROM tides');
  for (const row of rows) await pool.query('UPDATE tides SET old = true WHERE id = $1', [row.id]);
});

const server = app.listen(process.env.PORT);
process.on('SIGTERM', () => server.close());
