import express from 'express';
import pg from 'pg';
import { config } from './config.js';

export const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: config.pool.max });
const site = express();
site.get('/alive', (request, response) => response.json({ ok: true }));
site.listen(process.env.PORT);
