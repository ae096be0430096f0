const express = require('express');
const { Pool } = require('pg');

const shop = express();
const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 5 });
shop.get('/status', async (request, response) => {
  await pool.query('select 1');
  response.json({ ok: true });
});
shop.listen(process.env.PORT);
