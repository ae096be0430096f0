import express from 'express';
import pg from 'pg';

const pool = new pg.Pool({ max: 5, connectionTimeoutMillis: 5000 });

const app = express();
app.get('/', async (request, response) => response.json(await pool.query('SELECT 1')));

app.listen(process.env.PORT ?? 3000, '0.0.0.0');
