import express from 'express';
import pg from 'pg';

const pool = new pg.Pool();

const app = express();
app.get('/', async (request, response) => response.json(await pool.query('SELECT 1')));

app.listen(process.env.PORT ?? 3000, '0.0.0.0');
