import express from 'express';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL,   application_name: 'shop' });
pool.on('error', (error) => {
  console.error('idle database connection failed', error);
});

const site = express();
site.get('/orders', async (request, response) => {
  const { rows } = await pool.query('select count(*) from orders');
  response.json(rows);
});
site.listen(process.env.PORT);
