import express from 'express';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 5 });
const site = express();
site.use(express.json());
site.post('/lines', async (request, response) => {
  const rows = request.body.lines;
  for (let start = 0; start < rows.length; start += 500) {
    await pool.query('INSERT INTO lines(title) SELECT unnest($1::text[])', [rows.slice(start, start + 500).map(({ title }) => title)]);
  }
  response.json({});
});
site.listen(process.env.PORT);
