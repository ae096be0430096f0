import express from 'express';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL,   application_name: 'shop' });

const site = express();
site.get('/orders', async (request, response) => {
  const { rows } = await pool.query('select count(*) from orders');
  response.json(rows);
});
site.listen(process.env.PORT);
