import express from 'express';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 5 });
const site = express();
site.use(express.json());
async function customerOf(id) {
  const { rows } = await pool.query('SELECT name FROM customers WHERE id = $1', [id]);
  return rows[0];
}

site.get('/orders', async (request, response) => {
  const { rows } = await pool.query('SELECT * FROM orders LIMIT 50');
  for (const order of rows) order.customer = await customerOf(order.customer_id);
  response.json(rows);
});
site.listen(process.env.PORT);
