import express from 'express';
import { pool } from './db.js';
import { watch } from './watch.js';

watch(pool);
const app = express();
app.get('/', async (request, response) => response.json(await pool.query('SELECT 1')));

app.listen(process.env.PORT ?? 3000, '0.0.0.0');
