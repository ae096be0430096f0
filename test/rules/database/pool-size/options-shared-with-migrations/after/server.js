import express from 'express';
import { Pool } from 'pg';
import { migrate } from './migrate.js';

const database = { connectionString: process.env.DATABASE_URL };
await migrate(database);
const pool = new Pool({ ...database, max: 7 });
const ferry = express();
ferry.get('/alive', async (request, response) => response.json(await pool.query('select 1')));
ferry.listen(process.env.PORT);
