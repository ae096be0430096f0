import express from 'express';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 5 });
const site = express();
site.use(express.json());
site.get('/', async (request, response) => response.json(await pool.query('SELECT 1')));
site.listen(process.env.PORT);
