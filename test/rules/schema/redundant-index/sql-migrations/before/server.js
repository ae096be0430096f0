const express = require('express');
const { Pool } = require('pg');

const pool = new Pool({ connectionString: process.env.DATABASE_URL });
const app = express();
app.get('/', async (request, response) => response.json((await pool.query('SELECT count(*) FROM boats')).rows));
app.listen(process.env.PORT);
