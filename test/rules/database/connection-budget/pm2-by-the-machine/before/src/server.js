const express = require('express');
const { Pool } = require('pg');

const pool = new Pool({ connectionString: process.env.DATABASE_URL });
const site = express();
site.get('/alive', async (request, response) => response.json(await pool.query('select 1')));
site.listen(process.env.PORT);
