import express from 'express';
import pg from 'pg';

// shared by all routes
export const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL,   max: 25 });
const site = express();
site.get('/alive', async (request, response) => {
  await pool.query('select 1');
  response.json({ ok: true });
});
site.listen(process.env.PORT);
