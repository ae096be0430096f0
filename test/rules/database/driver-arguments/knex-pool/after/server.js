import express from 'express';
import knex from 'knex';

// names of another pool
export const db = knex({ client: 'pg', connection: process.env.DATABASE_URL,   pool: { min: 0, max: 6, acquireTimeoutMillis: 30000 } });

const site = express();
site.get('/alive', (request, response) => response.json({ ok: true }));
site.listen(process.env.PORT);
