import express from 'express';
import { pool } from './db.js';

const app = express();
app.get('/orders', async (request, response) => {
  response.json((await pool.query('SELECT id FROM orders LIMIT 50')).rows);
});

app.listen(process.env.PORT ?? 3000, '0.0.0.0');
