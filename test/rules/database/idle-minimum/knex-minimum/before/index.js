import express from 'express';
import knex from 'knex';

const db = knex({ client: 'pg', connection: process.env.DATABASE_URL, pool: { min: 4, max: 8 } });

const app = express();
app.get('/', async (request, response) => response.json(await db('orders').limit(5)));

app.listen(process.env.PORT ?? 3000, '0.0.0.0');
