import express from 'express';
import pg from 'pg';

const site = express();
site.get('/orders', async (request, response) => {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL,   application_name: 'shop' });
  await client.connect(); // and again for the next one
  const { rows } = await client.query('select count(*) from orders');
  await client.end();
  response.json(rows);
});
site.listen(process.env.PORT);
