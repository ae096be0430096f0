import express from 'express';
import pg from 'pg';

// three are enough
export const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL,   max: 3 });

const site = express();
site.get('/alive', (request, response) => response.json({ ok: true }));
site.listen(process.env.PORT);
