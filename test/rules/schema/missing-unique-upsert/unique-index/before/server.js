const express = require('express');
const { Pool } = require('pg');

const pool = new Pool({ connectionString: process.env.DATABASE_URL });
const app = express();
app.post('/totals/:owner', async (request, response) => {
  await pool.query(
    `INSERT INTO totals (owner, day, sum) VALUES ($1, current_date, 1)
     ON CONFLICT (owner, day) DO UPDATE SET sum = totals.sum + 1 -- one a day`,
    [request.params.owner],
  );
  response.json({});
});
app.listen(process.env.PORT);
