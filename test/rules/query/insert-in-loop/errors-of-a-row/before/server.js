import express from 'express';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 5 });
const site = express();
site.use(express.json());
site.post('/lines', async (request, response) => {
  let failed = 0;
  for (const line of request.body.lines) {
    try {
      await pool.query('INSERT INTO lines(title) VALUES($1)', [line.title]);
    } catch {
      failed += 1;
    }
  }
  response.json({ failed });
});
site.listen(process.env.PORT);
