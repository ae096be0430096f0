import express from 'express';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 5 });
const site = express();
site.use(express.json());
site.post('/prices', async (request, response) => {
  for (const { id, price } of request.body) {
    await pool.query('UPDATE lines SET price = $1 WHERE id = $2', [price, id]);
  }
  response.json({});
});
site.listen(process.env.PORT);
