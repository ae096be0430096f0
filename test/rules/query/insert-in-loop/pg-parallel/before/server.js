import express from 'express';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 5 });
const site = express();
site.use(express.json());
site.post('/lines', async (request, response) => {
  await Promise.all(request.body.lines.map((line) => pool.query('INSERT INTO lines(title) VALUES($1)', [line.title])));
  response.json({});
});
site.listen(process.env.PORT);
