const express = require('express');
const { Pool } = require('pg');

const shop = express();
const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 5 });
shop.get('/alive', (request, response) => response.json({ ok: true }));
shop.listen(process.env.PORT);
