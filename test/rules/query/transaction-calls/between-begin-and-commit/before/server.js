import express from 'express';
import axios from 'axios';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 5 });

const site = express();
site.use(express.json());
site.post('/orders', async (request, response) => {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query('UPDATE orders SET paid = true WHERE id = $1', [request.body.id]);
    await axios.post('https://mail.example.com/send', { to: request.body.mail });
    await client.query('COMMIT');
  } finally {
    client.release();
  }
  response.json({});
});
site.listen(process.env.PORT);
