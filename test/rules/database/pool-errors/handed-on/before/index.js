import express from 'express';
import { instrument } from '@acme/database';
import { Pool } from 'pg';

const pool = new Pool({ connectionTimeoutMillis: 5000 });
instrument(pool);

const app = express();
app.get('/', async (request, response) => response.json(await pool.query('SELECT 1')));

app.listen(process.env.PORT ?? 3000, '0.0.0.0');
