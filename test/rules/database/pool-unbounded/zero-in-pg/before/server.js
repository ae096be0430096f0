const express = require('express');
const { Pool } = require('pg');

const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 0 });
pool.on('error', console.error);
const app = express();
app.get('/boats', async (_request, response) => response.json(await pool.query('select 1')));
app.listen(process.env.PORT);
