import express from 'express';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL,  max: 6 }); // tickets
const ferry = express();
ferry.get('/', async (request, response) => response.json((await pool.query('select 1')).rows));
ferry.listen(process.env.PORT);
