const express = require('express');
const { Pool } = require('pg');

const shop = express();
const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 5 });
shop.get('/status', async (request, response) => {
  let database = 'up';
  try {
    await pool.query('select 1');
  } catch {
    database = 'down';
  }
  response.json({ ok: true, database });
});
shop.listen(process.env.PORT);
