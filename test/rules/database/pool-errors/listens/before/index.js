import express from 'express';
import { Pool } from 'pg';

const pool = new Pool({ connectionTimeoutMillis: 5000 });
pool.on('error', (error) => console.error(error));

const app = express();
app.get('/', async (request, response) => response.json(await pool.query('SELECT 1')));

app.listen(process.env.PORT ?? 3000, '0.0.0.0');
