import express from 'express';
import { Pool } from 'pg';

const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 4 });

const app = express();
app.get('/', async (request, response) => response.json(await pool.query('SELECT 1')));

app.listen(process.env.PORT ?? 3000, '0.0.0.0');
